using System.Collections.Concurrent;
using StationAgent.DropOff;
using StationAgent.Station;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

public sealed class StationLoopTests
{
    private static readonly DropOffRules Rules = new();

    private readonly RecordingRunner _runner = new();

    [Fact]
    public async Task The_machine_starts_with_its_first_effects_when_the_loop_begins_to_consume()
    {
        var loop = Loop();
        Assert.Empty(_runner.Started);
        await loop.DrainAsync(TestContext.Current.CancellationToken);
        Assert.IsType<Effect.ShowStatus>(Assert.Single(_runner.Started));
    }

    [Fact]
    public async Task A_drain_ends_only_after_the_answer_of_a_slow_effect_has_been_taken()
    {
        var stop = TestContext.Current.CancellationToken;
        var loop = Loop();
        await PostSamplesAsync(loop, 0.05, 3, 0);
        await loop.DrainAsync(stop);
        Assert.IsType<DropOffState.Ready>(loop.State);

        await PostSamplesAsync(loop, 3, 6, 180);
        var drain = loop.DrainAsync(stop).AsTask();
        Assert.IsType<DropOffState.Capturing>(loop.State);
        Assert.False(drain.IsCompleted);

        _runner.Answer(new EffectResult.CaptureFailed(TimeSpan.FromSeconds(9), 1, "no camera"));
        _runner.Answer(new EffectResult.Committed(TimeSpan.FromSeconds(9), 1, "event"));
        await drain;
        Assert.Equal(Outcome.Undecided, Assert.Single(_runner.Started.OfType<Effect.Commit>()).Record.Outcome);
        Assert.IsType<DropOffState.Occupied>(loop.State);
    }

    [Fact]
    public async Task The_loop_goes_on_turning_while_an_effect_never_answers()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var loop = Loop();
        var running = loop.RunAsync(stop.Token);
        await PostSamplesAsync(loop, 0.05, 3, 0);
        await PostSamplesAsync(loop, 3, 6, 180);
        await loop.PostAsync(StationInput.Of(new StationSignal.Tick(TimeSpan.FromSeconds(6))), stop.Token);

        // Past the deadline of the capture the machine gives up on it by a tick: only a loop that turns can take that tick.
        await loop.PostAsync(StationInput.Of(new StationSignal.Tick(TimeSpan.FromSeconds(60))), stop.Token);
        while (!_runner.Started.OfType<Effect.Commit>().Any())
        {
            stop.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running;
    }

    private static async Task PostSamplesAsync(StationLoop loop, double fromSeconds, double toSeconds, double grams)
    {
        for (var at = fromSeconds; at < toSeconds; at += 0.05)
        {
            await loop.PostAsync(
                StationInput.Of(new ScaleSample(TimeSpan.FromSeconds(at), new Grams(grams))), TestContext.Current.CancellationToken);
        }
    }

    private StationLoop Loop() => new(
        new LoadTracker(PlatformKind.Tray, new WeighingOptions()), Rules, DropOffMachine.Start(TimeSpan.Zero, Rules), _runner, []);

    private sealed class RecordingRunner : IEffectRunner
    {
        private readonly Queue<TaskCompletionSource<StationSignal?>> _waiting = new();
        private readonly Queue<StationSignal> _ready = new();

        public ConcurrentQueue<Effect> Started { get; } = [];

        public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken)
        {
            Started.Enqueue(effect);
            if (effect is not (Effect.Capture or Effect.Classify or Effect.Commit))
            {
                return Task.FromResult<StationSignal?>(null);
            }

            if (_ready.TryDequeue(out var answer))
            {
                return Task.FromResult<StationSignal?>(answer);
            }

            var source = new TaskCompletionSource<StationSignal?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(source);
            return source.Task;
        }

        public void Answer(StationSignal signal)
        {
            if (_waiting.TryDequeue(out var source))
            {
                source.SetResult(signal);
            }
            else
            {
                _ready.Enqueue(signal);
            }
        }
    }
}
