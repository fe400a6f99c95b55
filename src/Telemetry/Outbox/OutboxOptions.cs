namespace StationAgent.Telemetry.Outbox;

/// <summary>Limits and habits of an <see cref="Outbox"/>.</summary>
public sealed class OutboxOptions
{
    /// <summary>The largest event, in bytes. Default and upper limit 65,536, the contract's.</summary>
    public int MaximumEventBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The most that the store's pages may take on disk, in bytes, from 1 MiB. Default 1 GiB. The write-ahead log comes on top.
    /// </summary>
    public long MaximumBytes { get; set; } = 1L << 30;

    /// <summary>The most events that the store may hold, delivered ones included, from 1. Default 1,000,000.</summary>
    public long MaximumEvents { get; set; } = 1_000_000;

    /// <summary>
    /// How long a delivered event is kept so that it can be sent again. Default 7 days. Counted in running time of the store, which no jump
    /// of a clock shortens: days in which the device was off come on top.
    /// </summary>
    public TimeSpan RetainDelivered { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Requests that may wait for the writer, from 1; more make the caller wait. Default 1,024.</summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>
    /// How long a delivery mark may wait for company before it is written. Default 200 ms. A crash in between sends the event again.
    /// </summary>
    public TimeSpan MarkDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often delivered events past their time are pruned. Default 1 minute.</summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Asked about each event whose commit ended in an error although the event turned out to be on disk: its caller was refused, so what
    /// takes it back? The answer is committed before the event can be delivered; null lets the event stand. Default: lets it stand. Runs on
    /// the writer's thread.
    /// </summary>
    public Func<StoredEvent, EventDraft?>? Compensate { get; set; }

    /// <summary>
    /// Told about each row that was found damaged and set aside. Runs on the thread that read it, outside all locks; it may append.
    /// Default: nobody.
    /// </summary>
    public Action<DamagedRow>? Damaged { get; set; }
}
