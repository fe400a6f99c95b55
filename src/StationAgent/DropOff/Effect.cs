using System.Collections.Immutable;

namespace StationAgent.DropOff;

/// <summary>An action that the machine requests. The station carries it out outside the loop and answers with the signal that is named here, if any.</summary>
internal abstract record Effect
{
    /// <summary>Pick the reference before <paramref name="ChangedAt"/> and take fresh frames. Answer: Captured or CaptureFailed.</summary>
    internal sealed record Capture(long Number, TimeSpan ChangedAt) : Effect;

    /// <summary>Classify the captured frames. Answer: Classified or ClassifyFailed.</summary>
    internal sealed record Classify(long Number) : Effect;

    /// <summary>Store the drop-off. Answer: Committed or CommitFailed.</summary>
    internal sealed record Commit(long Number, DropOffRecord Record) : Effect;

    /// <summary>Store an amendment of an earlier drop-off. Answer: AmendmentCommitted or AmendmentFailed.</summary>
    internal sealed record CommitAmendment(long Number, string AmendsEventId, AmendmentChange Change, string Reason) : Effect;

    /// <summary>Store an alarm. No answer; at most one per cause and hour is stored.</summary>
    internal sealed record RaiseAlarm(string Cause, string Detail) : Effect;

    /// <summary>The withdrawal window of this event ended with the piece still there: note it durably. No answer.</summary>
    internal sealed record Settle(string EventId) : Effect;

    /// <summary>Show the state of the station (lamp, display). No answer.</summary>
    internal sealed record ShowStatus(StationStatus Status) : Effect;

    /// <summary>Show the outcome to the person. Comes after the event is stored, or for a refusal that cannot be stored. No answer.</summary>
    internal sealed record ShowOutcome(long Number, Outcome Outcome, ImmutableArray<string> Reasons) : Effect;

    /// <summary>
    /// Bin: watch load and picture from now on, take a new reference when both have rested. A new request replaces one that is still
    /// waiting. Answer: Rested.
    /// </summary>
    internal sealed record AwaitRest : Effect;

    /// <summary>
    /// Tray: wait until the pictures show the empty platform, or something else at rest, after an accepted piece was carried off. A new request replaces one that is
    /// still waiting. Answer: ViewCleared.
    /// </summary>
    /// <param name="After">Pictures that came before this time do not count.</param>
    internal sealed record AwaitClearView(TimeSpan After) : Effect;

    /// <summary>Compare the picture with that of the empty platform. Answer: PlatformSeen.</summary>
    /// <param name="UntouchedUntil">Until when the platform was empty; null to use the last picture of it that is known.</param>
    internal sealed record LookAtPlatform(TimeSpan? UntouchedUntil) : Effect;

    /// <summary>
    /// Take the load that rests on the tray for zero, because the pictures show that it is empty. Answer: LoadCleared, unless it has moved or is out of the range of
    /// the zero.
    /// </summary>
    /// <param name="Alarm">Raised when it was done.</param>
    internal sealed record SetZero(RaiseAlarm Alarm) : Effect;

    /// <summary>Compare the newest picture with those of a stored piece; classify it when it differs. Answer: LookedAgain.</summary>
    /// <param name="Number">Number of the drop-off.</param>
    /// <param name="ShownAt">When the newest picture came that an earlier look took for the piece; null for those by which it was judged.</param>
    internal sealed record LookAgain(long Number, TimeSpan? ShownAt) : Effect;

    /// <summary>Release the frames of this drop-off; work on them may stop. No answer.</summary>
    internal sealed record Release(long Number) : Effect;
}
