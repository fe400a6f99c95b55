using Microsoft.Extensions.Logging;
using StationAgent.Camera;
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
    /// <param name="loggers">Makes the loggers of drivers that have something to tell.</param>
    /// <exception cref="PhotoSetException">A sensor is simulated and the pieces that ship with the program are missing or damaged.</exception>
    public static StationSensors Choose(AgentOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        // Read now and not when the first visitor comes, so that a damaged installation ends the start.
        var pieces = options.Scale.Driver == ScaleDriver.Simulated || options.Camera.Driver == CameraDriver.Simulated ? ShippedPieces.Load() : null;
        var live = new Lazy<LiveWorld>(() => Simulate(options, pieces!, time));
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
            () => options.Camera.Driver == CameraDriver.Simulated
                ? live.Value.OpenCamera(options.Camera.FramesPerSecond)
                : OpenCamera(options.Camera, time, loggers),
            options.Scale.Driver == ScaleDriver.Simulated ? new LiveIndicator(live) : null)
        {
            IsCameraLive = options.Camera.IsLive,
        };
    }

    private static IFrameSource OpenCamera(CameraOptions camera, TimeProvider time, ILoggerFactory loggers) => camera.Driver switch
    {
        CameraDriver.Folder => FolderFrameSource.Open(camera.Path!, new FolderFrameSourceOptions { Rate = camera.FramesPerSecond }, time),
        CameraDriver.Recorded => RecordedFrameSource.Open(camera.Path!, new RecordedFrameSourceOptions(), time),
        CameraDriver.V4l2 => V4l2FrameSource.Open(
            new V4l2FrameSourceOptions(camera.Path!)
            {
                Width = camera.Width,
                Height = camera.Height,
                Rate = camera.FramesPerSecond,
                LockExposure = camera.LockExposure,
                LockWhiteBalance = camera.LockWhiteBalance,
            },
            time,
            loggers.CreateLogger<V4l2FrameSource>()),
        CameraDriver.Rpicam => RpicamFrameSource.Open(
            new RpicamFrameSourceOptions { Program = camera.Program, Width = camera.Width, Height = camera.Height, Rate = camera.FramesPerSecond }, time),
        CameraDriver.Mjpeg => MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(new Uri(camera.Url!))
            {
                UserName = camera.UserName,
                PasswordFile = camera.PasswordFile,
                Rate = camera.FramesPerSecond,
            },
            time),
        CameraDriver.IotCamera => BindingDrivers.OpenCamera(camera.Iot, time),
        _ => throw new InvalidOperationException($"Camera:Driver {camera.Driver} has no driver."),
    };

    private static LiveWorld Simulate(AgentOptions options, PhotoSet photos, TimeProvider time)
    {
        var seed = options.Simulation.Seed;
        var visits = new VisitOptions { VisitsPerHour = options.Simulation.PiecesPerHour };
        var pieces = new PhotoPieces(new CataloguePieces(seed, visits.Kinds, visits.LightestGrams), photos);
        return new LiveWorld(
            seed,
            VisitPlan.Endless(seed, visits, pieces),
            new WorldOptions
            {
                PlatformSeed = SceneSeeds.ForSimulator(seed),
                Bin = options.Station.Platform == Weighing.PlatformKind.Bin,
                WithdrawalWindow = options.DropOff.WithdrawalWindow,
            },
            new Simulation.World.ScaleOptions { Rate = options.Scale.RateHz },
            new SceneRenderer(new SceneOptions()),
            SimulatedFaults.Parse(options.Simulation.Faults ?? ""),
            time);
    }
}
