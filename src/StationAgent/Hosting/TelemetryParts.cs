using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Station;
using StationAgent.Station.Grading;
using StationAgent.Station.Recording;
using StationAgent.Station.Reporting;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Hosting;

/// <summary>Adds the store and the way to the broker.</summary>
internal static class TelemetryParts
{
    /// <summary>What the agent's own meters are called.</summary>
    private const string MeterPrefix = "StationAgent.";

    /// <summary>Adds the outbox, delivery, and what reports about them.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, AgentOptions options) => services
        .AddSingleton<TroubleAlarms>()
        .AddSingleton<IStationTask>(static provider => new StationTask(cancellationToken =>
            provider.GetRequiredService<TroubleAlarms>().RunAsync(provider.GetRequiredService<AlarmLimiter>(), cancellationToken)))
        .AddSingleton(provider => OpenOutbox(provider, options))
        .AddSingleton(provider => new TelemetryService(
            provider.GetRequiredService<Outbox>(),
            options.ToTelemetryOptions(),
            provider.GetRequiredService<TimeProvider>(),
            new Random(Environment.TickCount ^ Environment.ProcessId),
            provider.GetRequiredService<ILogger<TelemetryService>>())
        {
            Trouble = provider.GetRequiredService<TroubleAlarms>().Take,
            Commands = [new DeviceCommand(Grader.CommandName, provider.GetRequiredService<Grader>().HandleAsync)],
        })
        .AddSingleton(static _ => new MetricsCollector(MeterPrefix))
        .AddPart(provider => new MetricsReporter(
            provider.GetRequiredService<MetricsCollector>(),
            (figures, expiry) => provider.GetRequiredService<TelemetryService>().PublishTransient("metrics", figures, expiry),
            provider.GetRequiredService<ClockSource>(),
            options.Station.MetricsInterval,
            provider.GetRequiredService<TimeProvider>()))
        .AddPart<ReadinessWatch>()
        .AddPart<HealthReporter>()
        .AddPart<ClockReporter>()
        .AddPart<StorageGuard>();

    private static Outbox OpenOutbox(IServiceProvider provider, AgentOptions options)
    {
        var outboxOptions = options.ToOutboxOptions();
        var events = provider.GetRequiredService<EventFactory>();
        outboxOptions.Compensate = events.Compensate;
        outboxOptions.Gap = events.Gap;
        outboxOptions.Reissue = EventReissue.Rewrite;
        outboxOptions.Trouble = provider.GetRequiredService<TroubleAlarms>().Take;
        return Outbox.Open(
            options.Storage.Directory, outboxOptions, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Outbox>>());
    }
}
