using StationAgent.Clock;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.Failures;
using StationAgent.Station.Grading;
using StationAgent.Station.Maintenance;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>Makes the station's events: each is complete except for its number, which the store assigns.</summary>
/// <param name="source">The data that all events of this run share.</param>
/// <param name="clock">Reads the clocks when the number is assigned, and how far they can be trusted.</param>
internal sealed class EventFactory(EventSource source, ClockSource clock)
{
    /// <summary>A judged piece.</summary>
    /// <param name="record">The piece.</param>
    /// <param name="currentId">Gives the present id of an earlier event: until the new one is stored, the earlier one may get another.</param>
    public EventDraft DropOff(DropOffRecord record, Func<string, string> currentId) => new(Topics.DropOff, EventClass.DropOff, id =>
    {
        var now = clock.Read();
        var again = record.RetryOf is { } first ? record with { RetryOf = currentId(first) } : record;
        var data = DropOffMapper.Map(again, source.Carbon, source.Model, source.Platform, source.WithdrawalWindow, now);
        return EventWriter.DropOff(id, source.Identity, now, record.PresentedAt, data);
    });

    /// <summary>A change to an earlier drop-off.</summary>
    /// <param name="eventId">The id of the drop-off when the amendment is stored: until then the drop-off may get another one.</param>
    /// <param name="change">What became of it.</param>
    /// <param name="reason">Why, as a code.</param>
    public EventDraft Amendment(Func<string> eventId, AmendmentChange change, string reason) => new(Topics.DropOff, EventClass.DropOff, id =>
    {
        var now = clock.Read();
        return EventWriter.Amendment(id, source.Identity, now, new AmendmentData(eventId(), change, reason, now.StampAt(now.SinceBoot)));
    })
    {
        // A remark finds its event by the number, which stays.
        Remark = EventId.TryParse(eventId(), out var about) ? new EventRemark(about, GradeRules.Amended, _ => EnumText.NameOf(change)) : null,
    };

    /// <summary>Staff have graded a drop-off.</summary>
    /// <param name="dropOff">The present id of the drop-off.</param>
    /// <param name="request">What they said.</param>
    /// <param name="stored">What the station had said.</param>
    public EventDraft Grade(EventId dropOff, GradeRequest request, ReceivedEvent stored) => new(Topics.DropOff, EventClass.DropOff, id =>
    {
        var now = clock.Read();
        var use = request.Grade switch
        {
            Contracts.Grading.Grade.Reuse => Disposition.Reuse,
            Contracts.Grading.Grade.Pulp => Disposition.Pulp,
            _ => Disposition.None,
        };
        var data = new GradeData(
            dropOff.ToString(),
            request.Grade,
            request.By,
            new GradedPiece(stored.Class, stored.Disposition ?? EnumText.NameOf(Disposition.None)),
            source.Carbon.Confirmed(stored.Class, use, stored.Mass, stored.CreditGrams),
            now.Wall,
            now.StampAt(now.SinceBoot));
        return EventWriter.Grade(id, source.Identity, now, data);
    })
    {
        Remark = new EventRemark(dropOff, GradeNote.Name, id => new GradeNote(request.Grade, request.CommandId, id).Format()),
    };

    /// <summary>
    /// Maintenance has started or ended. At the limit of the store it goes with the drop-offs, last and with a gap, and not never, as a clock event: a loose contact
    /// of a key switch must not fill the store, and each drop-off says itself whether it is a test.
    /// </summary>
    /// <param name="change">What happened.</param>
    /// <param name="by">By what.</param>
    /// <param name="why">What staff do.</param>
    /// <param name="at">When, as time since boot.</param>
    public EventDraft Maintenance(MaintenanceChange change, MaintenanceBy by, MaintenanceWhy why, TimeSpan at) => new(Topics.Maintenance, EventClass.DropOff, id =>
    {
        var now = clock.Read();
        return EventWriter.Maintenance(id, source.Identity, now, at, new MaintenanceData(change, by, why, now.WallAt(at), now.StampAt(at)));
    })
    {
        Note = (MaintenanceNote.Key, MaintenanceNote.Format(change, why)),
    };

    /// <summary>Something that a person has to check.</summary>
    public EventDraft Alarm(string cause, string detail) => new(Topics.Alarm, EventClass.Alarm, id =>
    {
        var now = clock.Read();
        return EventWriter.Alarm(id, source.Identity, now, new AlarmData(cause, Sentence(detail), now.StampAt(now.SinceBoot)));
    });

    /// <summary>The wall clock was set for the first time in this boot.</summary>
    public EventDraft Clock(ClockCorrection correction) => new(
        Topics.Clock, EventClass.Record, id => EventWriter.Clock(id, source.Identity, clock.Read(), correction.ToData()));

    /// <summary>A range of sequence numbers that will not be delivered.</summary>
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
            Sentence(gap.Detail),
            now.StampAt(now.SinceBoot));
        return EventWriter.Gap(id, source.Identity, now, data);
    });

    /// <summary>
    /// Makes the event that withdraws an event which turned out to be on disk although its commit had failed. The person was refused, so a drop-off is voided;
    /// all other events may remain.
    /// </summary>
    public EventDraft? Compensate(StoredEvent stored) =>
        ReceivedEvent.TryParse(stored.Payload.Span, out var read, out _) && read.Envelope.Type == EventKinds.DropOff.Type
            ? Amendment(stored.Id.ToString, AmendmentChange.Void, Reasons.StoredAfterRefusal)
            : null;

    // An alarm always fits into the store, whatever others have said in it.
    private static string Sentence(string detail) => OutsideText.Short(detail, OutsideText.MaximumSentence);

    private static string? Number(long? sequence) => sequence is { } number ? new EventId(string.Empty, number).SequenceText : null;
}
