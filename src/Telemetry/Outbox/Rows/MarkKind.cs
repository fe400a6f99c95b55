namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The state that a mark gives to its row. A row without a mark is pending.</summary>
internal enum MarkKind
{
    Delivered = 1,
    SetAside = 2,
}
