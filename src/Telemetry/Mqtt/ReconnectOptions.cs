namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// How long to wait between attempts: a random share of <see cref="TelemetryOptions.ConnectSpread"/> + <see cref="Base"/> × 2^failures, at most of
/// <see cref="Maximum"/>. The defaults were tested with 100,000 stations at one broker: see the benchmark <c>storm</c>.
/// </summary>
public sealed class ReconnectOptions
{
    /// <summary>The part of the wait that doubles with each failed attempt in a row. From 1 ms. Default 5 s.</summary>
    public TimeSpan Base { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait. At least <see cref="Base"/>. Default 300 s.</summary>
    public TimeSpan Maximum { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// After a session that has lasted this long, the next wait starts from <see cref="Base"/> again. Default 60 s.
    /// </summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(60);
}
