namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// Decides when an undelivered event may be evicted at the store's limit. The order of the values is the order of eviction.
/// </summary>
public enum EventClass
{
    /// <summary>Soon out of date: evicted first.</summary>
    Alarm = 0,

    /// <summary>Worth money to a person: evicted last, and only with a gap event.</summary>
    DropOff = 1,

    /// <summary>Explains other events (gap, clock): never evicted.</summary>
    Record = 2,
}
