using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Benchmarks.Reports;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Simulation;
using StationAgent.Station;
using StationAgent.Vision;

namespace StationAgent.Benchmarks.Idle;

/// <summary>The whole service, as <c>run</c> puts it together, with nobody there: a broker on loopback, an empty platform, real time.</summary>
internal static class IdleStation
{
    /// <summary>Samples of the scale a second.</summary>
    public const double ScaleRate = 40;

    /// <summary>Pictures a second.</summary>
    public const double CameraRate = 10;

    /// <summary>Connecting, the first reference, first runs of all code.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Runs it and measures.</summary>
    /// <param name="recogniser">The classifier, which has nothing to do.</param>
    /// <param name="platform">A picture of the empty platform.</param>
    /// <param name="directory">Where its store is.</param>
    /// <param name="measured">How long it is measured.</param>
    /// <param name="cancellationToken">The end.</param>
    /// <exception cref="IOException">The station was not ready all the time, so that something else was measured.</exception>
    public static async Task<IdleFigures> RunAsync(
        PieceRecogniser recogniser, ReadOnlyMemory<byte> platform, string directory, TimeSpan measured, CancellationToken cancellationToken)
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var scale = new PacedScale(ScaleRate);
        await using var camera = new PacedCamera(platform, CameraRate);
        using var host = AgentHost.Build(OptionsOf(directory, broker.Port), recogniser, FactorsDocument.Shipped, new StationSensors(() => scale, () => camera, Indicator: null));
        await host.StartAsync(cancellationToken);
        await Task.Delay(WarmUp, TimeProvider.System, cancellationToken);
        var loop = host.Services.GetRequiredService<StationLoop>();
        var isReady = loop.State is DropOffState.Ready;
        var (samples, frames) = (scale.Samples, camera.Frames);
        var expense = await Expense.OfAsync(() => Task.Delay(measured, TimeProvider.System, cancellationToken));
        (samples, frames) = (scale.Samples - samples, camera.Frames - frames);
        isReady &= loop.State is DropOffState.Ready;
        await host.StopAsync(cancellationToken);
        return isReady
            ? new IdleFigures(expense, samples, frames, expense.AllocatedBytes - (frames * platform.Length))
            : throw new IOException($"the station was to be ready, but it is {loop.State.GetType().Name}");
    }

    private static AgentOptions OptionsOf(string directory, int port) => new()
    {
        Station = new StationOptions { Id = "benchmark", Device = "benchmark-1" },
        Storage = new StorageOptions { Directory = directory },
        Mqtt = new MqttOptions { Host = "127.0.0.1", Port = port, ConnectSpread = TimeSpan.Zero },
        Logging = new LoggingOptions { Level = LogLevel.None },
    };
}
