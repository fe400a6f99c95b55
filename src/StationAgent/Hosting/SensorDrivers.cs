using StationAgent.Hosting.Configuration;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Vision.Capture;

namespace StationAgent.Hosting;

/// <summary>Chooses the drivers that the configuration names.</summary>
internal static class SensorDrivers
{
    /// <summary>Makes the station's sensors; nothing is opened yet.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="time">Clock of the sensors.</param>
    public static StationSensors Choose(AgentOptions options, TimeProvider time)
    {
        var live = new Lazy<LiveWorld>(() => Simulate(options, time));
        var pattern = new Lazy<ContinuousPattern>(() => options.Scale.Line.ToPattern());
        return new StationSensors(
            () => options.Scale.Driver switch
            {
                ScaleDriver.Simulated => live.Value.OpenScale(),
                ScaleDriver.MtSics => LineScales.OpenMtSics(options.Scale, time),
                ScaleDriver.Continuous => LineScales.OpenContinuous(options.Scale, pattern.Value, time),
                ScaleDriver.Hx711Iio or ScaleDriver.Hx711Gpio => LoadCells.OpenScale(options.Scale, time),
                ScaleDriver.IotHx711 => BindingDrivers.OpenScale(options.Scale.Iot, time),
                _ => throw new InvalidOperationException($"Scale:Driver {options.Scale.Driver} has no driver."),
            },
            () => options.Camera.Driver switch
            {
                CameraDriver.Simulated => live.Value.OpenCamera(options.Camera.FramesPerSecond),
                CameraDriver.Folder => FolderFrameSource.Open(
                    options.Camera.Path!, new FolderFrameSourceOptions { Rate = options.Camera.FramesPerSecond }, time),
                CameraDriver.IotCamera => BindingDrivers.OpenCamera(options.Camera.Iot, time),
                _ => throw new InvalidOperationException($"Camera:Driver {options.Camera.Driver} has no driver."),
            },
            options.Scale.Driver == ScaleDriver.Simulated ? new LiveIndicator(live) : null);
    }

    private static LiveWorld Simulate(AgentOptions options, TimeProvider time) => new(
        options.Simulation.Seed,
        new VisitOptions { VisitsPerHour = options.Simulation.PiecesPerHour },
        new WorldOptions
        {
            PlatformSeed = SceneSeeds.ForSimulator(options.Simulation.Seed),
            Bin = options.Station.Platform == Weighing.PlatformKind.Bin,
            WithdrawalWindow = options.DropOff.WithdrawalWindow,
        },
        new Simulation.World.ScaleOptions { Rate = options.Scale.RateHz },
        new SceneRenderer(new SceneOptions()),
        SimulatedFaults.Parse(options.Simulation.Faults ?? ""),
        time);
}
