using StationAgent.Scale;

namespace StationAgent.Cli.Scales;

/// <summary>A scale over the whole time that it was watched.</summary>
/// <param name="Seconds">How long, from the first sample to the last.</param>
/// <param name="Samples">Samples.</param>
/// <param name="RateHz">Samples a second on average.</param>
/// <param name="Unusable">Samples that could not be used, and lines that were not used.</param>
/// <param name="Losses">How often the scale was lost.</param>
/// <param name="LowestGrams">The smallest reading.</param>
/// <param name="HighestGrams">The largest reading.</param>
/// <param name="NoiseGrams">Standard deviation of the samples of a resting load; null when none rested for two seconds.</param>
/// <param name="ZeroGrams">Where the zero that is followed has come to.</param>
internal sealed record ScaleSummary(
    double Seconds,
    long Samples,
    double RateHz,
    long Unusable,
    int Losses,
    double LowestGrams,
    double HighestGrams,
    double? NoiseGrams,
    double ZeroGrams)
{
    /// <summary>The lines that were not used.</summary>
    public DroppedLines Dropped { get; init; } = DroppedLines.None;
}
