namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>What a mark says about its row. A row without a mark is pending.</summary>
internal enum MarkKind
{
    Delivered = 1,
    SetAside = 2,
}
