namespace StationAgent.Hosting.Configuration;

/// <summary>How heavy a piece of a class can be.</summary>
/// <param name="minimum">The default of <see cref="MinimumGrams"/>.</param>
/// <param name="maximum">The default of <see cref="MaximumGrams"/>.</param>
internal sealed class MassBandOptions(double minimum, double maximum)
{
    /// <summary>Lighter is refused, in grams.</summary>
    public double MinimumGrams { get; set; } = minimum;

    /// <summary>Heavier is refused, in grams.</summary>
    public double MaximumGrams { get; set; } = maximum;
}
