namespace StationAgent.Hosting.Configuration;

/// <summary>Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Where the events are kept; the state directory of the shipped unit.</summary>
    public string Directory { get; set; } = "/var/lib/station-agent";

    /// <summary>How long delivered events are kept for replay.</summary>
    public TimeSpan RetainDelivered { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The most that the store may take on disk, in bytes.</summary>
    public long MaximumBytes { get; set; } = 1L << 30;

    /// <summary>The most events that the store may hold.</summary>
    public long MaximumEvents { get; set; } = 1_000_000;
}
