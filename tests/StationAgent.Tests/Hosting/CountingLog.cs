using Microsoft.Extensions.Logging;
using StationAgent.Hosting;

namespace StationAgent.Tests.Hosting;

/// <summary>Lets a test wait for the n-th message instead of for a time.</summary>
internal sealed class CountingLog : ILogger<WatchdogService>
{
    private readonly SemaphoreSlim _arrived = new(0);
    private int _taken;

    public string Last { get; private set; } = "";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Last = formatter(state, exception);
        _arrived.Release();
    }

    public async Task ReachesAsync(int count, CancellationToken cancellationToken)
    {
        for (; _taken < count; _taken++)
        {
            await _arrived.WaitAsync(cancellationToken);
        }
    }
}
