using StationAgent.Contracts.Grading;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Grading;

/// <summary>What became of a request to grade a drop-off; exactly one of both is there.</summary>
/// <param name="GradedEvent">The id of the event with the grade, which is on disk.</param>
/// <param name="Reason">Why there is none, from <see cref="GradeRefusals"/>.</param>
internal readonly record struct GradeOutcome(EventId? GradedEvent, string? Reason)
{
    /// <summary>The drop-off is graded.</summary>
    public static GradeOutcome Graded(EventId gradedEvent) => new(gradedEvent, Reason: null);

    /// <summary>It is not.</summary>
    public static GradeOutcome Refused(string reason) => new(GradedEvent: null, reason);
}
