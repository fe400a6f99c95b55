namespace StationAgent.Telemetry.Outbox;

/// <summary>What an event is worth when the store is at its limit. The order is the order of eviction among undelivered rows.</summary>
public enum EventClass
{
    /// <summary>Told once and soon stale: goes first.</summary>
    Alarm = 0,

    /// <summary>Worth money to a person: goes last, and only with a gap event.</summary>
    DropOff = 1,

    /// <summary>Explains other events (gap, clock): never evicted.</summary>
    Record = 2,
}
