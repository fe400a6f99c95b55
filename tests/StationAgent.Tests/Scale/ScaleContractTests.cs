using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.MtSics;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Testing;

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
            new SimulatedScaleOptions { Rate = 80 },
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
            () => TestScales.Open(new ScaleOptions { Driver = MtSicsDriver.Entry, Line = new ScaleLineOptions { Port = device.Port } }),
            device.UnplugAsync,
            device.DisposeAsync);
    }
}

public sealed class ContinuousScaleContractTests : ScaleContract
{
    internal override async Task<ScaleRig> StartAsync()
    {
        var device = await PluggedDevice.OnTcpAsync(StreamAsync);
        return new ScaleRig(
            () => TestScales.Open(new ScaleOptions { Driver = ContinuousDriver.Entry, Line = new ScaleLineOptions { Port = device.Port } }),
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
