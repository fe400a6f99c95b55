using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>A mark that has to be written.</summary>
/// <param name="Sequence">The number that it stands for.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Reason">Why, for a person; null when there is nothing to say.</param>
/// <param name="IsDamage">True when the row cannot be read: consumers are told by a gap in the same transaction.</param>
internal readonly record struct PendingMark(long Sequence, MarkKind Kind, string? Reason, bool IsDamage = false);
