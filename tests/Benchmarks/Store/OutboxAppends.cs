using System.Diagnostics;
using StationAgent.Benchmarks.Reports;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Benchmarks.Store;

/// <summary>
/// Appends to an outbox, with a number of appends in flight at once. The id in an event's payload is its sequence number less one, so that a
/// run that was killed is continued by the next one without a gap.
/// </summary>
/// <param name="outbox">Where they go.</param>
/// <param name="inFlight">How many callers wait for their append at the same time.</param>
/// <param name="acknowledged">Where each durable event is noted; null for nowhere.</param>
/// <param name="patience">How long refusals may go on before they end the run; zero: the first one does.</param>
internal sealed class OutboxAppends(Outbox outbox, int inFlight, AckFile? acknowledged = null, TimeSpan patience = default)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private long _left;
    private long _refused;

    /// <summary>Appends that were refused and tried again.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Appends so many events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="durations">Receives how long each caller waited; null for none.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Wall time in seconds.</returns>
    /// <exception cref="OutboxException">One was refused, and patience is at its end.</exception>
    public async Task<double> RunAsync(int count, Durations? durations, CancellationToken cancellationToken)
    {
        _left = count;
        var started = Stopwatch.GetTimestamp();
        var callers = new Task[inFlight];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = CallAsync(durations, cancellationToken);
        }

        await Task.WhenAll(callers);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task CallAsync(Durations? durations, CancellationToken cancellationToken)
    {
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            var started = Stopwatch.GetTimestamp();
            var id = await AppendAsync(cancellationToken);
            durations?.AddSince(started);
            acknowledged?.Acknowledge(id.Sequence - 1);
        }
    }

    private async Task<EventId> AppendAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static id => Payload.Create(id.Sequence - 1), cancellationToken);
            }
            catch (OutboxException) when (Stopwatch.GetElapsedTime(started) < patience)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}
