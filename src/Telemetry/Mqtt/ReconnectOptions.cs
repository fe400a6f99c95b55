namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// How long to wait between attempts. The defaults come from a simulation of 100,000 stations after an outage of 30 minutes: first try
/// uniform in 30 s, then 5 s base, full jitter and a cap of 300 s peak at 6,600 attempts a second where a fixed 5 s peaks at 100,000.
/// </summary>
public sealed class ReconnectOptions
{
    /// <summary>The longest first wait; it doubles with each attempt. From 1 ms. Default 5 s.</summary>
    public TimeSpan Base { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait of all. At least <see cref="Base"/>. Default 300 s.</summary>
    public TimeSpan Maximum { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// A session that has lasted so long was a good one: the next wait starts from <see cref="Base"/> again. Default 60 s.
    /// </summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(60);
}
