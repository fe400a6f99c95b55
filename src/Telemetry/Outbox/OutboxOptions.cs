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

    /// <summary>
    /// The most events that the store may hold, delivered ones included, from 2. Default 1,000,000. Undelivered drop-offs go in steps of a
    /// sixteenth of it, at most 256, and the gap of each step stays: below some thousands gaps take a noticeable share of the store.
    /// </summary>
    public long MaximumEvents { get; set; } = 1_000_000;

    /// <summary>
    /// How long a delivered event is kept so that it can be sent again. Default 7 days. Counted in running time of the store, which no jump
    /// of a clock shortens: days in which the device was off come on top.
    /// </summary>
    public TimeSpan RetainDelivered { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long an undelivered event may wait, also one set aside, in running time of the store: 1 hour to 100 years, or 0 for no end.
    /// Default 90 days. Alarms go without a word, drop-offs with a <see cref="Gap"/> and not without one; they go by the hour.
    /// </summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Room that is kept on the disk, in bytes, by a file beside the store: from 0, which is none. Default 2 MiB. When the disk is full it
    /// is given to the store, so that deliveries are still recorded; new events are taken again only once it is back.
    /// </summary>
    public long ReserveBytes { get; set; } = 2L << 20;

    /// <summary>Requests that may wait for the writer, from 1; more make the caller wait. Default 1,024.</summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>
    /// How long a delivery mark may wait for company before it is written. Default 200 ms. A crash in between sends the event again.
    /// </summary>
    public TimeSpan MarkDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often events past their time are looked for. Default 1 minute.</summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a damaged store may be read for what the broker already has. Default 6 s. Events that wait are carried over for three times
    /// as long. What is left behind stays in the damaged file and is named in the gap.
    /// </summary>
    public TimeSpan SalvageTime { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// Asked about each event whose commit ended in an error although the event turned out to be on disk: its caller was refused, so what
    /// takes it back? The answer is committed before the event can be delivered; null lets the event stand. Default: lets it stand. Runs on
    /// the writer's thread.
    /// </summary>
    public Func<StoredEvent, EventDraft?>? Compensate { get; set; }

    /// <summary>
    /// Makes the event that tells consumers of numbers that will never come. It is committed together with what makes them go, so that no
    /// loss is silent. Pure; runs on the writer's thread. Default: none; then a damaged row is told by the log alone, and no drop-off goes at
    /// a limit: the store refuses new events instead.
    /// </summary>
    public Func<StoreGap, EventDraft>? Gap { get; set; }

    /// <summary>Told what a person has to look at. Returns at once; called outside all locks, from any thread. Default: nobody.</summary>
    public Action<StoreTrouble>? Trouble { get; set; }
}
