using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>
/// Keeps the zero of the scale over restarts: reads it at the start, notes it rarely while the station runs and once at a clean end.
/// </summary>
/// <param name="outbox">Where it is noted.</param>
/// <param name="clock">Says how old a note is.</param>
/// <param name="tracker">The tracker whose zero is kept; its samples must come to <see cref="OnSample"/>.</param>
/// <param name="scale">Which scale this is, so that the zero of another is not taken.</param>
/// <param name="time">Clock of the waits.</param>
internal sealed class ZeroKeeper(Outbox outbox, ClockSource clock, LoadTracker tracker, ScaleOptions scale, TimeProvider time) : IStationObserver, IStationTask
{
    /// <summary>The durable note that holds the zero.</summary>
    public const string NoteKey = "scale-zero";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private TrackedZero? _newest;
    private TimeSpan _lookedAt;
    private TrackedZero? _noted = ZeroNote.Parse(outbox.GetNote(NoteKey))?.Tracked;
    private TimeSpan _notedAt = time.SinceBoot();

    /// <summary>The zero of the run before; null when there is none that can be used.</summary>
    /// <param name="outbox">Where it was noted.</param>
    /// <param name="clock">Says how old the note is.</param>
    /// <param name="scale">Which scale this is.</param>
    /// <param name="keepFor">How old a note may be.</param>
    public static KeptZero? Read(Outbox outbox, ClockSource clock, ScaleOptions scale, TimeSpan keepFor) =>
        ZeroNote.Parse(outbox.GetNote(NoteKey))?.At(clock.Read(), scale.Identity, keepFor);

    /// <inheritdoc/>
    public void OnSample(in ScaleSample sample, Grams load)
    {
        if (sample.At - _lookedAt < TimeSpan.FromSeconds(1))
        {
            return;
        }

        _lookedAt = sample.At;
        if (tracker.Tracked is { } tracked)
        {
            lock (_gate)
            {
                _newest = tracked;
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await NoteAsync(ZeroNoteRules.IsDue, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service, of which the zero must still be noted.
        }

        using var limit = new CancellationTokenSource(EndLimit, time);
        await NoteAsync(ZeroNoteRules.IsDueAtEnd, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task NoteAsync(Func<TrackedZero?, TrackedZero, TimeSpan, bool> isDue, CancellationToken cancellationToken)
    {
        TrackedZero? newest;
        lock (_gate)
        {
            // Taken once: a scale that is silent or lost does not make its last zero look new.
            (newest, _newest) = (_newest, null);
        }

        if (newest is not { } tracked || !isDue(_noted, tracked, time.SinceBoot() - _notedAt))
        {
            return;
        }

        try
        {
            await outbox.SetNoteAsync(NoteKey, new ZeroNote(tracked, clock.Read(), scale.Identity).Format(), cancellationToken);
            (_noted, _notedAt) = (tracked, time.SinceBoot());
        }
        catch (OutboxException)
        {
            // It is tried again with the next look; until then the note before it serves.
        }
    }
}
