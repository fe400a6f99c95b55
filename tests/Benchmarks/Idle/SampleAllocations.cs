using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Scale;
using StationAgent.Sensors;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.Idle;

/// <summary>Memory that one sample allocates on its way through reader, channel, loop and load tracker, each sample awaited for itself.</summary>
internal static class SampleAllocations
{
    private const int WarmUp = 20_000;
    private const int Measured = 200_000;

    /// <returns>Bytes a sample.</returns>
    public static async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rules = new DropOffRules();
        var loop = new StationLoop(
            new LoadTracker(PlatformKind.Tray, new WeighingOptions()), rules, DropOffMachine.Start(TimeSpan.Zero, rules), new NoEffects(), []);
        var scale = new YieldingScale();
        var reader = new SensorReader<IScale, ScaleSample>(
            StationFault.Scale,
            () => scale,
            static (one, token) => one.NextAsync(token),
            async (sample, token) =>
            {
                await loop.PostAsync(StationInput.Of(sample), token);
                return ReadingVerdict.Good;
            },
            (signal, token) => loop.PostAsync(StationInput.Of(signal), token),
            BootTimeProvider.Instance,
            NullLogger.Instance);
        var running = Task.WhenAll(loop.RunAsync(end.Token), reader.RunAsync(end.Token));
        await scale.Measured.Task.WaitAsync(cancellationToken);
        await end.CancelAsync();
        await running;
        return (double)scale.Bytes / Measured;
    }

    private sealed class NoEffects : IEffectRunner
    {
        private static readonly Task<StationSignal?> Nothing = Task.FromResult<StationSignal?>(null);

        public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken) => Nothing;
    }

    private sealed class YieldingScale : IScale
    {
        private static readonly SimulatedScaleOptions Options = new();

        private readonly ScalePhysics _physics = new(seed: 1, Options);
        private long _before;
        private int _samples;

        public string Name => "an empty platform";

        public TaskCompletionSource Measured { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Bytes { get; private set; }

        // The scale's own share is not what is measured.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            _samples++;
            if (_samples == WarmUp)
            {
                _before = GC.GetTotalAllocatedBytes(precise: true);
            }
            else if (_samples == WarmUp + SampleAllocations.Measured)
            {
                Bytes = GC.GetTotalAllocatedBytes(precise: true) - _before;
                Measured.TrySetResult();
            }

            return _physics.Sample(Options.Interval * _samples, trueLoad: 0);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
