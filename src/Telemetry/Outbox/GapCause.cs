namespace StationAgent.Telemetry.Outbox;

/// <summary>Why a range of sequence numbers will not be delivered.</summary>
public enum GapCause
{
    /// <summary>The store was at a limit and evicted its oldest undelivered events.</summary>
    Evicted,

    /// <summary>A row cannot be read as it was written.</summary>
    Damaged,

    /// <summary>The file was damaged; a new store with a new epoch has taken its place.</summary>
    Replaced,
}
