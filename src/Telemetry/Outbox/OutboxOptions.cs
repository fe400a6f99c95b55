namespace StationAgent.Telemetry.Outbox;

/// <summary>Limits and intervals of an <see cref="Outbox"/>.</summary>
public sealed class OutboxOptions
{
    /// <summary>The lowest <see cref="MaximumBytes"/> of the configuration: 16 MiB.</summary>
    public const long LowestMaximumBytes = 16L << 20;

    /// <summary>The highest <see cref="MaximumBytes"/> of the configuration: 1 TiB.</summary>
    public const long HighestMaximumBytes = 1L << 40;

    /// <summary>The lowest <see cref="MaximumEvents"/> of the configuration.</summary>
    public const long LowestMaximumEvents = 1_000;

    /// <summary>The highest <see cref="MaximumEvents"/> of the configuration.</summary>
    public const long HighestMaximumEvents = 100_000_000;

    /// <summary>The lowest <see cref="ReserveBytes"/> of the configuration: 0, for no reserve.</summary>
    public const long LowestReserveBytes = 0;

    /// <summary>The highest <see cref="ReserveBytes"/> of the configuration: 1 GiB.</summary>
    public const long HighestReserveBytes = 1L << 30;

    /// <summary>The lowest <see cref="RetainDelivered"/> of the configuration: zero.</summary>
    public static readonly TimeSpan LowestRetainDelivered = TimeSpan.Zero;

    /// <summary>The highest <see cref="RetainDelivered"/> of the configuration: 365 days.</summary>
    public static readonly TimeSpan HighestRetainDelivered = TimeSpan.FromDays(365);

    /// <summary>The lowest <see cref="MaximumAge"/> of the configuration: 1 day.</summary>
    public static readonly TimeSpan LowestMaximumAge = TimeSpan.FromDays(1);

    /// <summary>The highest <see cref="MaximumAge"/> of the configuration: 3,650 days.</summary>
    public static readonly TimeSpan HighestMaximumAge = TimeSpan.FromDays(3650);

    /// <summary>The largest event, in bytes. Default and upper limit 65,536, the contract's.</summary>
    public int MaximumEventBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The most that the store's pages may take on disk, in bytes. Default 1 GiB. The WAL needs room in addition.
    /// </summary>
    public long MaximumBytes { get; set; } = 1L << 30;

    /// <summary>
    /// The most events that the store may hold, including delivered ones, from 2. Default 1,000,000. Undelivered drop-offs are evicted in steps of
    /// a sixteenth of it, at most 256, and the gap of each step stays: below some thousands gaps take a noticeable share of the store.
    /// </summary>
    public long MaximumEvents { get; set; } = 1_000_000;

    /// <summary>
    /// How long a delivered event is kept so that it can be sent again. Default 7 days. Counted in running time of the store, which no clock
    /// change affects: days in which the device is off do not count.
    /// </summary>
    public TimeSpan RetainDelivered { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long an undelivered event may wait, including one set aside, in running time of the store, by the hour; zero for no limit. Default 90
    /// days. Alarms are removed silently; drop-offs only if <see cref="Gap"/> is set, with a gap event.
    /// </summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// The room that a file beside the store reserves on the disk, in bytes; 0 for none. Default 2 MiB. When the disk is full it is given to
    /// the store, so that deliveries are still recorded; new events are accepted again only once the reserve is restored.
    /// </summary>
    public long ReserveBytes { get; set; } = 2L << 20;

    /// <summary>The number of requests that may wait for the writer, from 1; with more, the caller waits. Default 1,024.</summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>
    /// How long a delivery mark may wait to be written together with others. Default 200 ms. After a crash in between the event is sent again.
    /// </summary>
    public TimeSpan MarkDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the store looks for events that are older than their limits. Default 1 minute.</summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a damaged store may be read for events that the broker already has. Default 6 s. Pending events are read for three times as
    /// long. What is left behind stays in the damaged file and is named in the gap.
    /// </summary>
    public TimeSpan SalvageTime { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// Returns the event that takes back an event whose commit ended in an error although it is on disk: its caller was told that it is not
    /// stored. The returned event is committed before the other can be delivered; null keeps the event. Default: keeps it. Runs on the
    /// writer's thread.
    /// </summary>
    public Func<StoredEvent, EventDraft?>? Compensate { get; set; }

    /// <summary>
    /// Makes the event that tells consumers which numbers will not be delivered. It is committed together with their removal, so that no loss is
    /// silent. Pure; runs on the writer's thread. Default: none; then a damaged row is only logged, and no drop-off is evicted at a limit: the
    /// store refuses new events instead.
    /// </summary>
    public Func<StoreGap, EventDraft>? Gap { get; set; }

    /// <summary>
    /// Makes the bytes of an event that gets a new id, because a copy of the store may have used the old one: the stored event, its new id, and a
    /// function that gives the present id of an event whose id it names. Pure; runs on the writer's thread. Default: the bytes stay as they are.
    /// </summary>
    public Func<StoredEvent, EventId, Func<EventId, EventId>, byte[]>? Reissue { get; set; }

    /// <summary>
    /// Called with what a person has to look at. Returns at once; called outside all locks, from any thread. Default: none.
    /// </summary>
    public Action<StoreTrouble>? Trouble { get; set; }
}
