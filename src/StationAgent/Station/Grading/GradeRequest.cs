using StationAgent.Contracts.Grading;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Grading;

/// <summary>A request to grade a drop-off.</summary>
/// <param name="DropOff">The id of the drop-off, present or earlier.</param>
/// <param name="Grade">The grade.</param>
/// <param name="By">How the request came.</param>
/// <param name="CommandId">The id of the command, by which it is recognised when it comes again; null for a request without one.</param>
internal sealed record GradeRequest(EventId DropOff, Grade Grade, GradedBy By, string? CommandId = null);
