using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Hosting.Control;
using StationAgent.Station;
using StationAgent.Station.Reporting;

namespace StationAgent.Hosting;

/// <summary>Adds what makes the station a service of the machine: systemd, watchdog, control socket.</summary>
internal static class ServiceParts
{
    /// <summary>Adds them, and the service that runs the station's tasks.</summary>
    public static IServiceCollection AddService(this IServiceCollection services, AgentOptions options) => services
        .AddSingleton(static _ => new SystemdNotifier(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")))
        .AddSingleton<IServiceStatus>(static provider => provider.GetRequiredService<SystemdNotifier>())
        .AddSingleton<ControlCommands>()
        .AddHostedService<StationService>()
        .AddHostedService(provider => new ControlService(
            options.Storage.Directory,
            provider.GetRequiredService<ControlCommands>().AnswerAsync,
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
}
