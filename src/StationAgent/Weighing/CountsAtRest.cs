namespace StationAgent.Weighing;

/// <summary>When the counts of a load cell rest, before anybody knows how many of them a gram is: everything is measured against their noise.</summary>
internal static class CountsAtRest
{
    /// <summary>
    /// Noise that is assumed at least, in counts. An HX711 has some 20 at 10 samples a second and a gain of 128 (datasheet: 50 nV, 2.4 nV a count);
    /// a converter that seems quieter has only been looked at for a lucky moment.
    /// </summary>
    private const double LeastNoise = 20;

    /// <summary>More than any converter gives.</summary>
    private const double Unlimited = 1e9;

    /// <summary>For the first look, which finds the noise: at rest is what has no more slope than noise explains.</summary>
    public static StabiliserOptions WithoutKnowledge { get; } = new()
    {
        ChangeGrams = Unlimited,
        SpikeGrams = Unlimited,
        DeviationGrams = Unlimited,
        TrendGrams = LeastNoise,
        ResolutionGrams = 1,
    };

    /// <summary>For all that is measured after it.</summary>
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
