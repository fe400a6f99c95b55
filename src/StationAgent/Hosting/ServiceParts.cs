using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Failures;
using StationAgent.Hosting.Control;
using StationAgent.Station;
using StationAgent.Station.Reporting;
using StationAgent.Telemetry.Delivery;

namespace StationAgent.Hosting;

/// <summary>Adds what makes the station a service of the machine: systemd, watchdog, control socket.</summary>
internal static class ServiceParts
{
    /// <summary>Adds them, and the service that runs the station's tasks.</summary>
    public static IServiceCollection AddService(this IServiceCollection services, AgentOptions options) => services
        .AddSingleton(static _ => new SystemdNotifier(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")))
        .AddSingleton<IServiceStatus>(static provider => provider.GetRequiredService<SystemdNotifier>())
        .AddHostedService<StationService>()
        .AddHostedService(provider => new ControlService(
            options.Storage.Directory,
            request => Answer(request, provider.GetRequiredService<TelemetryService>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ControlService>>()))
        .AddHostedService<SystemdLifecycle>()
        .AddHostedService(static provider => new WatchdogService(
            [provider.GetRequiredService<StationLoop>()],
            WatchdogInterval.From(
                Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), Environment.ProcessId),
            provider.GetRequiredService<SystemdNotifier>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchdogService>>()));

    private static ControlReply Answer(ControlRequest request, TelemetryService telemetry)
    {
        if (request.Command != ControlRequest.Replay)
        {
            return new ControlReply(false, $"This agent does not know the command '{OutsideText.Short(request.Command)}'.");
        }

        var answer = telemetry.RequestReplay(storeEpoch: null, request.From, request.To);
        return new ControlReply(answer.Accepted, answer.Detail);
    }
}
