using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Reports;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Benchmarks.Store;

/// <summary>Appends to an outbox, with a number of appends in flight at once.</summary>
internal sealed class OutboxAppends : IAsyncDisposable
{
    private readonly Outbox _outbox;
    private readonly int _inFlight;
    private long _number = -1;

    /// <param name="directory">The store's folder; what it holds stays.</param>
    /// <param name="inFlight">How many callers wait for their append at the same time.</param>
    public OutboxAppends(string directory, int inFlight)
    {
        _outbox = Outbox.Open(directory, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        _inFlight = inFlight;
    }

    /// <summary>Appends so many events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="durations">Receives how long each caller waited; null for none.</param>
    /// <param name="stop">Ends the run.</param>
    /// <returns>Wall time in seconds.</returns>
    public async Task<double> RunAsync(int count, Durations? durations, CancellationToken stop)
    {
        var end = _number + count;
        var started = Stopwatch.GetTimestamp();
        var callers = new Task[_inFlight];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = CallAsync(end, durations, stop);
        }

        await Task.WhenAll(callers);
        Volatile.Write(ref _number, end);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    private async Task CallAsync(long end, Durations? durations, CancellationToken stop)
    {
        for (var number = Interlocked.Increment(ref _number); number <= end; number = Interlocked.Increment(ref _number))
        {
            var mine = number;
            var started = Stopwatch.GetTimestamp();
            await _outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => Payload.Create(mine), stop);
            durations?.AddSince(started);
        }
    }
}
