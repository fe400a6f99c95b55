namespace StationAgent.Weighing;

/// <summary>What one sample showed.</summary>
/// <param name="News">What happened.</param>
/// <param name="Load">The settled load; meaningless for other news.</param>
/// <param name="Since">Change or pause: the time up to which the load was seen at its settled value.</param>
internal readonly record struct StabiliserReport(StabiliserNews News, StableWeight Load = default, TimeSpan Since = default)
{
    /// <summary>Nothing happened.</summary>
    public static StabiliserReport Nothing => default;
}
