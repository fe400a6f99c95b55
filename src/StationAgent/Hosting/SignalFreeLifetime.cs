using Microsoft.Extensions.Hosting;

namespace StationAgent.Hosting;

/// <summary>A host whose end is requested by a token alone; the one of .NET would handle signals a second time.</summary>
internal sealed class SignalFreeLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
