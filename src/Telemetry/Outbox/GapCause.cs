namespace StationAgent.Telemetry.Outbox;

/// <summary>Why numbers will never be delivered.</summary>
public enum GapCause
{
    /// <summary>The store was at a limit and let its oldest undelivered events go.</summary>
    Evicted,

    /// <summary>A row cannot be read as it was written.</summary>
    Damaged,

    /// <summary>The file was damaged; a new store with a new epoch has taken its place.</summary>
    Replaced,
}
