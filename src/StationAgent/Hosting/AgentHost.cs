using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.BinLevel;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Signals;
using StationAgent.Station;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;

namespace StationAgent.Hosting;

/// <summary>Builds the service.</summary>
internal static class AgentHost
{
    /// <summary>Opens the store and builds the host around it.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="recogniser">The classifier, loaded and warmed up; the caller disposes it.</param>
    /// <param name="factors">The carbon factors.</param>
    /// <param name="sensors">The sensors; null for those that the configuration names.</param>
    /// <param name="end">Limits how long the end may take; null for no limit.</param>
    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    public static IHost Build(AgentOptions options, PieceRecogniser recogniser, FactorsDocument factors, StationSensors? sensors = null, ServiceEnd? end = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddServiceLog(options.Logging);
        var manifest = recogniser.Model;
        builder.Services
            // ServiceEnd limits the whole end, with the store's, and says what it waits for.
            .Configure<HostOptions>(static host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan)
            .AddSingleton<IHostLifetime, SignalFreeLifetime>()
            .AddSingleton(end ?? new ServiceEnd(TimeProvider.System, static _ => { }))
            .AddSingleton<TimeProvider>(BootTimeProvider.Instance)
            .AddSingleton(ClockSource.OfThisMachine())
            .AddSingleton(options.Station)
            .AddSingleton(options.Weighing)
            .AddSingleton(options.ToStationSettings(new ModelData(manifest.Name, manifest.Version, manifest.Sha256), recogniser.Classes, factors))
            .AddSingleton(recogniser)

            // The tasks are started in this order: the loop comes first, so that it runs before anything sends it a signal.
            .AddStationLoop()
            .AddSensors(options, sensors)
            .AddTelemetry(options)
            .AddStaff(options.Maintenance)
            .AddSignals(options.Signals)
            .AddVisitorLog(options.Display)
            .AddDisplay(options.Display)
            .AddBinLevel(options.BinLevel)
            .AddService(options);

        var host = builder.Build();
        // Created here and not at the first use, so that a store that cannot be opened stops the start.
        host.Services.GetRequiredService<StationLoop>();
        var inventory = Inventory.Read(
            options, host.Services.GetRequiredService<StationSettings>(), host.Services.GetRequiredService<Outbox>().StoreEpoch);
        var telemetry = host.Services.GetRequiredService<TelemetryService>();
        telemetry.SetState("inventory", StateWriter.Inventory(inventory));
        telemetry.SetState("factors", factors.Bytes);
        FactorsArchive.Keep(options.Storage.Directory, factors, host.Services.GetRequiredService<ILogger<FactorsDocument>>());
        return host;
    }
}
