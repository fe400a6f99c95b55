using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Testing;
using ScaleOptions = StationAgent.Scale.ScaleOptions;
using Scales = StationAgent.Simulation.World.ScaleOptions;

namespace StationAgent.Tests.Scale;

public sealed class SimulatedScaleContractTests : ScaleContract
{
    internal override Task<ScaleRig> StartAsync()
    {
        // Its faults come by the clock, so vanishing is waiting until the script says so.
        var live = new LiveWorld(
            1,
            VisitPlan.Endless(1, new VisitOptions()),
            new WorldOptions(),
            new Scales { Rate = 80 },
            new SceneRenderer(new SceneOptions()),
            SimulatedFaults.Parse("scale-unplugged@3..1000"),
            BootTimeProvider.Instance);
        return Task.FromResult(new ScaleRig(live.OpenScale, static () => Task.CompletedTask, static () => ValueTask.CompletedTask));
    }
}

public sealed class MtSicsScaleContractTests : ScaleContract
{
    internal override async Task<ScaleRig> StartAsync()
    {
        var device = await PluggedDevice.OnPtyAsync(new ScriptedTerminal().RunAsync);
        return new ScaleRig(
            () => LineScales.OpenMtSics(new ScaleOptions { Line = { Port = device.Port } }, BootTimeProvider.Instance),
            device.UnplugAsync,
            device.DisposeAsync);
    }
}

public sealed class ContinuousScaleContractTests : ScaleContract
{
    internal override async Task<ScaleRig> StartAsync()
    {
        var device = await PluggedDevice.OnTcpAsync(StreamAsync);
        var options = new ScaleOptions { Line = { Port = device.Port } };
        return new ScaleRig(
            () => LineScales.OpenContinuous(options, options.Line.ToPattern(), BootTimeProvider.Instance),
            device.UnplugAsync,
            device.DisposeAsync);
    }

    private static async Task StreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await stream.WriteAsync("ST,GS,+  0.123kg\r\n"u8.ToArray(), cancellationToken);
        }
    }
}
