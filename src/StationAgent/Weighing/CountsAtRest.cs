namespace StationAgent.Weighing;

/// <summary>Settings for detecting a load cell at rest before the counts per gram are known: everything is measured in relation to the noise.</summary>
internal static class CountsAtRest
{
    /// <summary>
    /// The smallest noise that is assumed, in counts. An HX711 has about 20 at 10 samples a second and a gain of 128 (datasheet: 50 nV, 2.4 nV a count);
    /// a converter that seems quieter was only quiet by chance during the measurement.
    /// </summary>
    private const double LeastNoise = 20;

    /// <summary>More counts than any converter delivers.</summary>
    private const double Unlimited = 1e9;

    /// <summary>The settings for the first measurement, which finds the noise: a load is at rest when its slope is no larger than noise explains.</summary>
    public static StabiliserOptions WithoutKnowledge { get; } = new()
    {
        ChangeGrams = Unlimited,
        SpikeGrams = Unlimited,
        DeviationGrams = Unlimited,
        TrendGrams = LeastNoise,
        ResolutionGrams = 1,
    };

    /// <summary>Makes the settings for all measurements after the first.</summary>
    /// <param name="noise">Standard deviation of single readings, in counts.</param>
    public static StabiliserOptions WithNoise(double noise)
    {
        noise = Math.Max(noise, LeastNoise);
        return WithoutKnowledge with
        {
            ChangeGrams = 8 * noise,
            SpikeGrams = 6 * noise,
            DeviationGrams = 2.5 * noise,
            TrendGrams = 1.5 * noise,
        };
    }
}
