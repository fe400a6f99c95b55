using Microsoft.Extensions.Logging;
using StationAgent.Camera;
using StationAgent.Scale;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>Creates the station's sensors with the configured drivers; nothing is opened here.</summary>
internal static class StationDevices
{
    /// <summary>Scale, camera, and what belongs to them.</summary>
    /// <param name="options">The configuration, checked.</param>
    /// <param name="time">Clock of the sensors.</param>
    /// <param name="loggers">Creates the loggers of the drivers.</param>
    /// <exception cref="PhotoSetException">A sensor is simulated and the pieces that ship with the program are missing or damaged.</exception>
    public static StationSensors Sensors(AgentOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        // Read now and not when the first visitor comes, so that a damaged installation stops the start.
        var pieces = options.Scale.Driver.IsSimulated || options.Camera.Driver == CameraDrivers.Simulated ? ShippedPieces.Load() : null;
        var world = new Lazy<LiveWorld>(() => Simulate(options, pieces!, time));
        var camera = new CameraServices(time, loggers, rate => world.Value.OpenCamera(rate));
        return new StationSensors(
            options.Scale.Driver.Prepare(options.Scale, new ScaleServices(time, () => world.Value.OpenScale())),
            () => options.Camera.Driver.Open(options.Camera, camera),
            options.Scale.Driver.IsSimulated ? new LiveIndicator(world) : null)
        {
            IsCameraLive = options.Camera.Driver.IsLive,
        };
    }

    private static LiveWorld Simulate(AgentOptions options, PhotoSet photos, TimeProvider time)
    {
        var seed = options.Simulation.Seed;
        var visits = new VisitOptions { VisitsPerHour = options.Simulation.PiecesPerHour };
        var pieces = new PhotoPieces(new CataloguePieces(seed, photos.Catalogue, visits.LightestGrams), photos);
        return new LiveWorld(
            seed,
            VisitPlan.Endless(seed, visits, pieces),
            new WorldOptions
            {
                PlatformSeed = SceneSeeds.ForSimulator(seed),
                Bin = options.Station.Platform == PlatformKind.Bin,
                WithdrawalWindow = options.DropOff.WithdrawalWindow,
            },
            new SimulatedScaleOptions { Rate = options.Scale.RateHz },
            new SceneRenderer(new SceneOptions()),
            SimulatedFaults.Parse(options.Simulation.Faults ?? ""),
            time);
    }
}
