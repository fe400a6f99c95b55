using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>A row that may go, with what is needed to account for it.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Kind">Its mark; null when it is pending.</param>
/// <param name="Bytes">The size of its payload, 0 where nobody asks.</param>
internal readonly record struct RemovableRow(long Sequence, MarkKind? Kind, long Bytes);
