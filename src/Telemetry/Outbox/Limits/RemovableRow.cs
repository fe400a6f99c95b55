using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>A row that may be removed, with what is needed to update the counts.</summary>
/// <param name="Sequence">The number of the row.</param>
/// <param name="Kind">The mark of the row; null when it is pending.</param>
/// <param name="Bytes">The size of the payload; 0 where it is not needed.</param>
internal readonly record struct RemovableRow(long Sequence, MarkKind? Kind, long Bytes);
