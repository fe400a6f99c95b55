namespace StationAgent.Weighing;

/// <summary>What one sample showed.</summary>
/// <param name="News">What happened.</param>
/// <param name="Load">The settled load; meaningless for other news.</param>
internal readonly record struct StabiliserReport(StabiliserNews News, StableWeight Load)
{
    /// <summary>Nothing happened.</summary>
    public static StabiliserReport Nothing => default;
}
