namespace StationAgent.Telemetry.Outbox;

/// <summary>The kind of trouble with the store that a person has to know about.</summary>
public enum StoreTroubleKind
{
    /// <summary>A row could not be read as it was written and was set aside.</summary>
    RowDamaged,

    /// <summary>Undelivered drop-offs were evicted because the store was at a limit.</summary>
    Evicted,

    /// <summary>The file was damaged and has been replaced.</summary>
    Replaced,

    /// <summary>Another copy of the store has spoken, or the store is older than what it has sent: a new epoch was begun.</summary>
    Restored,
}
