using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>A mark that is in memory and has to be written.</summary>
/// <param name="Sequence">The number of the marked row.</param>
/// <param name="Kind">The state that it gives to the row.</param>
/// <param name="Reason">Why, for a person; null for no reason.</param>
/// <param name="IsDamage">True when the row cannot be read: a gap in the same transaction tells consumers.</param>
internal readonly record struct UnwrittenMark(long Sequence, MarkKind Kind, string? Reason, bool IsDamage = false);
