using Microsoft.Extensions.Hosting;

namespace StationAgent.Hosting;

/// <summary>Reports to systemd that every part has started, and that the shutdown has begun.</summary>
/// <param name="notifier">Sends the reports.</param>
internal sealed class SystemdLifecycle(SystemdNotifier notifier) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => notifier.ReadyAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        notifier.Stopping();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
