namespace StationAgent.Hosting;

/// <summary>Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Where the events are kept; the state directory of the shipped unit.</summary>
    public string Directory { get; set; } = "/var/lib/station-agent";

    /// <summary>How long delivered events are kept for replay.</summary>
    public TimeSpan RetainDelivered { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Undelivered events older than this go, drop-offs only with a gap event; counted while the agent runs.</summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Room that is kept on the disk for recording deliveries when it is full, in bytes; 0 for none.</summary>
    public long ReserveBytes { get; set; } = 2 << 20;

    /// <summary>The most that the store may take on disk, in bytes.</summary>
    public long MaximumBytes { get; set; } = 1L << 30;

    /// <summary>The most events that the store may hold.</summary>
    public long MaximumEvents { get; set; } = 1_000_000;
}
