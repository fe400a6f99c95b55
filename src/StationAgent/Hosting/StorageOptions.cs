using StationAgent.Configuration;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Hosting;

/// <summary>Where and how long events are kept: section <c>Storage</c>.</summary>
internal sealed record StorageOptions
{
    // The state directory of the shipped unit.
    public string Directory { get; init; } = "/var/lib/station-agent";

    public TimeSpan RetainDelivered { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromDays(90);

    public long ReserveBytes { get; init; } = 2 << 20;

    public long MaximumBytes { get; init; } = 1L << 30;

    public long MaximumEvents { get; init; } = 1_000_000;

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<StorageOptions> Schema { get; } = new OptionsSchema<StorageOptions>(new StorageOptions())
        .FilePath(
            "Directory", mustExist: false, o => o.Directory, (o, v) => o with { Directory = v ?? o.Directory },
            "Folder of the outbox; one agent at a time may use it.")
        .Duration(
            "RetainDelivered", OutboxOptions.LowestRetainDelivered, OutboxOptions.HighestRetainDelivered, o => o.RetainDelivered, (o, v) => o with { RetainDelivered = v },
            "How long delivered events are kept for replay.")
        .Duration(
            "MaximumAge", OutboxOptions.LowestMaximumAge, OutboxOptions.HighestMaximumAge, o => o.MaximumAge, (o, v) => o with { MaximumAge = v },
            "Undelivered events older than this are removed, drop-offs only with a gap event; counted while the agent runs.")
        .LongInteger(
            "ReserveBytes", OutboxOptions.LowestReserveBytes, OutboxOptions.HighestReserveBytes, o => o.ReserveBytes, (o, v) => o with { ReserveBytes = v },
            "Disk space that is reserved for recording deliveries when the disk is full; 0 for none.", "bytes")
        .LongInteger(
            "MaximumBytes", OutboxOptions.LowestMaximumBytes, OutboxOptions.HighestMaximumBytes, o => o.MaximumBytes, (o, v) => o with { MaximumBytes = v },
            "The largest size of the store on the disk.", "bytes")
        .LongInteger(
            "MaximumEvents", OutboxOptions.LowestMaximumEvents, OutboxOptions.HighestMaximumEvents, o => o.MaximumEvents, (o, v) => o with { MaximumEvents = v },
            "The most events that the store may hold.");
}
