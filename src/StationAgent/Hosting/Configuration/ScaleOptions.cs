namespace StationAgent.Hosting.Configuration;

/// <summary>Section <c>Scale</c>.</summary>
internal sealed class ScaleOptions
{
    /// <summary>Which scale.</summary>
    public ScaleDriver Driver { get; set; } = ScaleDriver.Simulated;

    /// <summary>Samples a second; an HX711 gives 10 or 80.</summary>
    public double RateHz { get; set; } = 10;

    /// <summary>Drivers <c>mt_sics</c> and <c>continuous</c>: the line.</summary>
    public ScaleLineOptions Line { get; } = new();
}
