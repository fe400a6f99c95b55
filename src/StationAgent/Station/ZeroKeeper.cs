using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>
/// Keeps the zero of the scale over restarts: reads it at the start, and saves it rarely while the station runs and once at a clean shutdown.
/// </summary>
/// <param name="outbox">Where it is saved.</param>
/// <param name="clock">Gives the age of a note.</param>
/// <param name="tracker">The tracker whose zero is saved; its samples must be passed to <see cref="OnSample"/>.</param>
/// <param name="scale">Identifies the scale, so that the zero of another one is not used.</param>
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

    /// <summary>Reads the zero of the previous run; null when there is none that can be used.</summary>
    /// <param name="outbox">Where it was saved.</param>
    /// <param name="clock">Gives the age of the note.</param>
    /// <param name="scale">Identifies the scale.</param>
    /// <param name="keepFor">The greatest age of a note.</param>
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
            // The service is ending; the zero must still be saved.
        }

        using var limit = new CancellationTokenSource(EndLimit, time);
        await NoteAsync(ZeroNoteRules.IsDueAtEnd, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task NoteAsync(Func<TrackedZero?, TrackedZero, TimeSpan, bool> isDue, CancellationToken cancellationToken)
    {
        TrackedZero? newest;
        lock (_gate)
        {
            // The sample is used once, so that a silent or lost scale does not make its last zero look new.
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
            // It is tried again at the next check; until then the previous note is used.
        }
    }
}
