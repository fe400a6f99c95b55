namespace StationAgent.Hosting.Configuration;

/// <summary>Section <c>Scale</c>.</summary>
internal sealed class ScaleOptions
{
    /// <summary>Which scale.</summary>
    public ScaleDriver Driver { get; set; } = ScaleDriver.Simulated;

    /// <summary>Samples a second; an HX711 gives 10 or 80.</summary>
    public double RateHz { get; set; } = 10;

    /// <summary>The step of the scale's display, in grams.</summary>
    public double ResolutionGrams { get; set; } = 1;

    /// <summary>The heaviest load that it can weigh, in grams.</summary>
    public double CapacityGrams { get; set; } = 30_000;
}
