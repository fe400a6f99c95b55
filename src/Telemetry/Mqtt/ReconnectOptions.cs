namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// How long to wait between attempts: a random share of <see cref="TelemetryOptions.ConnectSpread"/> + <see cref="Base"/> × 2^failures, at most of
/// <see cref="Maximum"/>. The defaults were held against 100,000 stations at one broker: see the benchmark <c>storm</c>.
/// </summary>
public sealed class ReconnectOptions
{
    /// <summary>What doubles with each attempt in a row. From 1 ms. Default 5 s.</summary>
    public TimeSpan Base { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait of all. At least <see cref="Base"/>. Default 300 s.</summary>
    public TimeSpan Maximum { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// A session that has lasted so long was a good one: the next wait starts from <see cref="Base"/> again. Default 60 s.
    /// </summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(60);
}
