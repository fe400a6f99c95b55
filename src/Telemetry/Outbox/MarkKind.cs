namespace StationAgent.Telemetry.Outbox;

/// <summary>What a mark says about its number. A number without a mark is pending.</summary>
internal enum MarkKind
{
    Delivered = 1,
    SetAside = 2,

    /// <summary>
    /// The row is gone, by retention or eviction; the mark stands for it, so that every number up to the last is accounted for.
    /// </summary>
    Removed = 3,
}
