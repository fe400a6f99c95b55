using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Camera;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Station;
using StationAgent.Station.Maintenance;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>Adds the sensors, what reads them, and what the previous run stored about them.</summary>
internal static class SensorParts
{
    /// <summary>The sensors count as failed until their first reading.</summary>
    private static readonly FaultSet Unproven = FaultSet.None.With(StationFault.Scale).With(StationFault.Camera);

    /// <summary>Adds them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="sensors">The sensors; null for those that the configuration names.</param>
    public static IServiceCollection AddSensors(this IServiceCollection services, AgentOptions options, StationSensors? sensors) => services
        .AddSingleton(provider => sensors ?? StationDevices.Sensors(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton(provider => StartOf(provider, options))
        .AddSingleton(options.Scale)
        .AddPart<ZeroKeeper>()
        .AddPart<CameraDelayKeeper>()
        .AddPart<Ticker>()
        .AddPart<ScaleLineWatch>()
        .AddPart<ScaleFeed>()
        .AddSingleton(static provider => new CameraHealth(
            new CameraObserver(provider.GetRequiredService<StationSensors>().IsCameraLive), provider.GetRequiredService<IStation>().PostAsync))
        .AddSingleton(static provider => new CameraFeed(
            provider.GetRequiredService<StationSensors>().OpenCamera,
            provider.GetRequiredService<FrameHub>(),
            provider.GetRequiredService<PlatformView>(),
            provider.GetRequiredService<CameraHealth>(),
            provider.GetRequiredService<IStation>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CameraFeed>>()))
        .AddSingleton<IStationTask>(static provider => new StationTask(provider.GetRequiredService<CameraFeed>().RunAsync))
        .AddSingleton<IIndicator>(static provider => provider.GetRequiredService<StationSensors>().Indicator ?? NoIndicator.Instance);

    private static StationStart StartOf(IServiceProvider provider, AgentOptions options)
    {
        var outbox = provider.GetRequiredService<Outbox>();
        using var reader = OutboxReader.Open(options.Storage.Directory);
        var owed = UnsettledDropOff.Find(reader, outbox.GetNote(EventCommitter.SettledNote));
        if (owed is not null)
        {
            Station.Log.Unsettled(provider.GetRequiredService<ILogger<StationLoop>>(), owed.EventId);
        }

        var clock = provider.GetRequiredService<ClockSource>();
        return new StationStart(Unproven, owed, ZeroKeeper.Read(outbox, clock, options.Scale, options.Weighing.Zero.KeepFor))
        {
            IsInMaintenance = MaintenanceNote.Parse(outbox.GetNote(MaintenanceNote.Key)) is not null,
        };
    }
}
