using System.Collections.Immutable;

namespace StationAgent.DropOff;

/// <summary>What the machine wants done. The shell does it outside the loop and answers with a signal where one is named.</summary>
internal abstract record Effect
{
    /// <summary>Pick the reference before <paramref name="ChangedAt"/> and take fresh frames. Answer: Captured or CaptureFailed.</summary>
    internal sealed record Capture(long Number, TimeSpan ChangedAt) : Effect;

    /// <summary>Look at the captured frames. Answer: Classified or ClassifyFailed.</summary>
    internal sealed record Classify(long Number) : Effect;

    /// <summary>Store the drop-off. Answer: Committed or CommitFailed.</summary>
    internal sealed record Commit(long Number, DropOffRecord Record) : Effect;

    /// <summary>Store an amendment of an earlier drop-off. Answer: AmendmentCommitted or AmendmentFailed.</summary>
    internal sealed record CommitAmendment(long Number, string AmendsEventId, AmendmentChange Change, string Reason) : Effect;

    /// <summary>Store an alarm. No answer; one per cause and hour is kept by the shell.</summary>
    internal sealed record RaiseAlarm(string Cause, string Detail) : Effect;

    /// <summary>The withdrawal window of this event ended with the piece still there: note it durably. No answer.</summary>
    internal sealed record Settle(string EventId) : Effect;

    /// <summary>Show the state of the station (lamp, display). No answer.</summary>
    internal sealed record ShowStatus(StationStatus Status) : Effect;

    /// <summary>Show the outcome to the person. Comes after the event is stored, or for a refusal that cannot be stored. No answer.</summary>
    internal sealed record ShowOutcome(long Number, Outcome Outcome, ImmutableArray<string> Reasons) : Effect;

    /// <summary>
    /// Bin: watch load and picture from now on, take a new reference when both have rested. A new one takes the place of one that is still
    /// waiting. Answer: Rested.
    /// </summary>
    internal sealed record AwaitRest : Effect;

    /// <summary>The frames of this drop-off are not needed any more, and what still works on them may stop. No answer.</summary>
    internal sealed record Release(long Number) : Effect;
}
