using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>Makes the station's events: each is complete but for its number, which the store assigns.</summary>
/// <param name="source">What is the same in all events of this run.</param>
/// <param name="clock">Reads the clocks, when the number is assigned, and says how good they are.</param>
internal sealed class EventFactory(EventSource source, ClockSource clock)
{
    /// <summary>A judged piece.</summary>
    public EventDraft DropOff(DropOffRecord record) => new(Topics.DropOff, EventClass.DropOff, id =>
    {
        var now = clock.Read();
        var data = DropOffMapper.Map(record, source.Carbon, source.Model, source.Platform, source.WithdrawalWindow, now);
        return EventWriter.DropOff(id, source.Identity, now, record.PresentedAt, data);
    });

    /// <summary>Something to be said about an earlier drop-off.</summary>
    public EventDraft Amendment(string eventId, AmendmentChange change, string reason) => new(Topics.DropOff, EventClass.DropOff, id =>
    {
        var now = clock.Read();
        return EventWriter.Amendment(id, source.Identity, now, new AmendmentData(eventId, change, reason, now.StampAt(now.SinceBoot)));
    });

    /// <summary>Something a person has to look at.</summary>
    public EventDraft Alarm(string cause, string detail) => new(Topics.Alarm, EventClass.Alarm, id =>
    {
        var now = clock.Read();
        return EventWriter.Alarm(id, source.Identity, now, new AlarmData(cause, detail, now.StampAt(now.SinceBoot)));
    });

    /// <summary>The wall clock was set for the first time in this boot.</summary>
    public EventDraft Clock(ClockCorrection correction) => new(
        Topics.Clock, EventClass.Record, id => EventWriter.Clock(id, source.Identity, clock.Read(), correction.ToData()));

    /// <summary>Numbers that will never come.</summary>
    public EventDraft Gap(StoreGap gap) => new(Topics.Gap, EventClass.Record, id =>
    {
        var now = clock.Read();
        var data = new GapData(
            gap.Cause switch
            {
                GapCause.Evicted => GapReason.Evicted,
                GapCause.Damaged => GapReason.Damaged,
                _ => GapReason.StoreReplaced,
            },
            gap.StoreEpoch,
            Number(gap.From),
            Number(gap.To),
            gap.Detail,
            now.StampAt(now.SinceBoot));
        return EventWriter.Gap(id, source.Identity, now, data);
    });

    /// <summary>
    /// What takes back an event that turned out to be on disk although its commit had failed: the person was refused, so a drop-off is voided;
    /// everything else may stand.
    /// </summary>
    public EventDraft? Compensate(StoredEvent stored) =>
        ReceivedEvent.TryParse(stored.Payload.Span, out var read, out _) && read.DropOff() is not null
            ? Amendment(stored.Id.ToString(), AmendmentChange.Void, Reasons.StoredAfterRefusal)
            : null;

    private static string? Number(long? sequence) => sequence is { } number ? new EventId(string.Empty, number).SequenceText : null;
}
