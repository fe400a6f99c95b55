using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.BinLevel;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Hosting.Control;
using StationAgent.Scale;
using StationAgent.Signals;
using StationAgent.Station;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;

namespace StationAgent.Hosting;

/// <summary>Puts the service together.</summary>
internal static class AgentHost
{
    /// <summary>A clean end may take so long; the shipped unit is killed after 20 s.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The sensors are failed until their first reading proves otherwise.</summary>
    private static readonly FaultSet UnprovenSensors = FaultSet.None.With(StationFault.Scale).With(StationFault.Camera);

    /// <summary>Opens the store and builds the host around it.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="recogniser">The classifier, loaded and warm; stays the caller's.</param>
    /// <param name="sensors">The sensors; null for those that the configuration names.</param>
    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    public static IHost Build(AgentOptions options, PieceRecogniser recogniser, StationSensors? sensors = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(options.Logging.Level).AddSystemdConsole();
        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.AddSingleton<TimeProvider>(BootTimeProvider.Instance);
        services.AddSingleton(ClockSource.OfThisMachine());
        services.AddSingleton(SettingsOf(options, recogniser));
        services.AddSingleton(provider => new EventFactory(
            provider.GetRequiredService<StationSettings>().Source, provider.GetRequiredService<ClockSource>()));
        services.AddSingleton<TroubleAlarms>();
        services.AddSingleton(provider => OpenOutbox(provider, options));
        services.AddSingleton(provider => new TelemetryService(
            provider.GetRequiredService<Outbox>(),
            options.ToTelemetryOptions(),
            BootTimeProvider.Instance,
            new Random(Environment.TickCount ^ Environment.ProcessId),
            Logger<TelemetryService>(provider))
        {
            Trouble = provider.GetRequiredService<TroubleAlarms>().Take,
        });
        services.AddSingleton(_ => new MetricsCollector("StationAgent."));
        services.AddSingleton(provider => new MetricsReporter(
            provider.GetRequiredService<MetricsCollector>(),
            (figures, expiry) => provider.GetRequiredService<TelemetryService>().PublishTransient("metrics", figures, expiry),
            provider.GetRequiredService<ClockSource>(),
            options.Station.MetricsInterval,
            BootTimeProvider.Instance));
        services.AddSingleton(provider => new HealthReporter(
            provider.GetRequiredService<Outbox>(),
            provider.GetRequiredService<TelemetryService>(),
            provider.GetRequiredService<SystemdNotifier>(),
            provider.GetRequiredService<ClockSource>(),
            options.Station.HealthInterval,
            BootTimeProvider.Instance)
        {
            Signals = provider.GetRequiredService<StationExtras>().Signals,
            Bin = provider.GetRequiredService<StationExtras>().Bin,
        });
        services.AddSingleton(provider => new ClockReporter(
            provider.GetRequiredService<Outbox>(),
            provider.GetRequiredService<EventFactory>(),
            provider.GetRequiredService<StationParts>().Committer,
            provider.GetRequiredService<ClockSource>(),
            BootTimeProvider.Instance));
        services.AddSingleton(provider => new ZeroKeeper(
            provider.GetRequiredService<Outbox>(),
            provider.GetRequiredService<ClockSource>(),
            ZeroOwner.Of(options.Scale),
            options.Weighing.Zero.KeepFor,
            BootTimeProvider.Instance));
        services.AddSingleton(provider => StationOf(provider, options, recogniser));
        services.AddSingleton(provider => new StorageGuard(
            provider.GetRequiredService<Outbox>(),
            (signal, cancellationToken) => provider.GetRequiredService<StationParts>().Loop.PostAsync(StationInput.Of(signal), cancellationToken),
            BootTimeProvider.Instance,
            Logger<StorageGuard>(provider)));
        services.AddSingleton(provider => sensors ?? SensorDrivers.Choose(options, BootTimeProvider.Instance, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new StationExtras(
            SignalDrivers.Choose(options.Signals, BootTimeProvider.Instance, Logger<SignalPanel>(provider)),
            BinWatches.Choose(
                options.BinLevel,
                provider.GetRequiredService<Outbox>(),
                (cause, detail, cancellationToken) => provider.GetRequiredService<StationParts>().Alarms.RaiseAsync(cause, detail, cancellationToken),
                BootTimeProvider.Instance,
                Logger<IBinWatch>(provider))));
        services.AddHostedService<StationService>();
        services.AddHostedService(provider => new ControlService(
            options.Storage.Directory,
            request => Answer(request, provider.GetRequiredService<TelemetryService>()),
            BootTimeProvider.Instance,
            Logger<ControlService>(provider)));
        services.AddSingleton(_ => new SystemdNotifier(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")));
        services.AddHostedService<SystemdLifecycle>();
        services.AddHostedService(provider => new WatchdogService(
            [provider.GetRequiredService<StationParts>().Loop],
            WatchdogInterval.From(
                Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), Environment.ProcessId),
            provider.GetRequiredService<SystemdNotifier>(),
            BootTimeProvider.Instance,
            Logger<WatchdogService>(provider)));

        var host = builder.Build();
        // Put together here and not at the first use, so that a store that cannot be opened ends the start.
        host.Services.GetRequiredService<StationParts>();
        host.Services.GetRequiredService<TelemetryService>().SetState(
            "inventory", StateWriter.Inventory(Inventory.Read(options, host.Services.GetRequiredService<StationSettings>(), host.Services.GetRequiredService<Outbox>().StoreEpoch)));
        return host;
    }

    private static ControlReply Answer(ControlRequest request, TelemetryService telemetry)
    {
        if (request.Command != ControlRequest.Replay)
        {
            return new ControlReply(false, $"This agent does not know the command '{request.Command}'.");
        }

        var answer = telemetry.RequestReplay(storeEpoch: null, request.From, request.To);
        return new ControlReply(answer.Accepted, answer.Detail);
    }

    private static StationSettings SettingsOf(AgentOptions options, PieceRecogniser recogniser)
    {
        var manifest = recogniser.Model;
        return options.ToStationSettings(new ModelData(manifest.Name, manifest.Version, manifest.Sha256));
    }

    private static Outbox OpenOutbox(IServiceProvider provider, AgentOptions options)
    {
        var outboxOptions = options.ToOutboxOptions();
        var events = provider.GetRequiredService<EventFactory>();
        outboxOptions.Compensate = events.Compensate;
        outboxOptions.Gap = events.Gap;
        outboxOptions.Trouble = provider.GetRequiredService<TroubleAlarms>().Take;
        return Outbox.Open(options.Storage.Directory, outboxOptions, BootTimeProvider.Instance, Logger<Outbox>(provider));
    }

    private static StationParts StationOf(IServiceProvider provider, AgentOptions options, PieceRecogniser recogniser)
    {
        var outbox = provider.GetRequiredService<Outbox>();
        using var reader = OutboxReader.Open(options.Storage.Directory);
        var owed = UnsettledDropOff.Find(reader, outbox.GetNote(EventCommitter.SettledNote));
        var parts = new StationParts(
            provider.GetRequiredService<StationSettings>(),
            outbox,
            recogniser,
            provider.GetRequiredService<EventFactory>(),
            BootTimeProvider.Instance,
            IndicatorOf(provider),
            owed,
            UnprovenSensors,
            provider.GetRequiredService<ZeroKeeper>(),
            tap: null,
            [provider.GetRequiredService<HealthReporter>(), .. provider.GetRequiredService<StationExtras>().Observers],
            provider.GetRequiredService<ILoggerFactory>());
        if (owed is not null)
        {
            Station.Log.Unsettled(Logger<StationParts>(provider), owed.EventId);
        }

        return parts;
    }

    private static Indicators IndicatorOf(IServiceProvider provider)
    {
        IIndicator?[] all =
        [
            new LogIndicator(Logger<LogIndicator>(provider)),
            provider.GetRequiredService<StationExtras>().Signals,
            provider.GetRequiredService<StationSensors>().Indicator,
        ];
        return new Indicators([.. all.OfType<IIndicator>()]);
    }

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
