namespace StationAgent.Weighing;

/// <summary>When a load counts as changed and when as settled. The defaults suit 10 to 80 samples a second with noise of up to 1.5 g.</summary>
internal sealed record StabiliserOptions
{
    /// <summary>How long the load must be quiet at least to count as settled; its mass is the mean over this time. 0.2–5 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>
    /// Fewest samples that carry a mass; a slow scale must be quiet for longer until it has them. 3–100. With the default of 20 and noise of 1.5 g
    /// the error of a mass has a standard deviation of 0.4 g, and 2 g are nearly five of them.
    /// </summary>
    public int MinimumSamples { get; init; } = 20;

    /// <summary>How far the load must leave its settled value to count as changed, in grams: over five times the noise. 1–100.</summary>
    public double ChangeGrams { get; init; } = 8;

    /// <summary>How long it must stay there, so that a knock on a fast scale is no change. 0–1 s.</summary>
    public TimeSpan ChangePersistence { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A sample this far from the median of the five around it is replaced by it, in grams. 1–1,000.</summary>
    public double SpikeGrams { get; init; } = 6;

    /// <summary>Largest standard deviation about the trend of a settled load, in grams: the noise with margin. 0.1–50.</summary>
    public double DeviationGrams { get; init; } = 2.2;

    /// <summary>Largest trend over the window of a settled load, in grams, or what noise alone explains if that is more. 0.1–50.</summary>
    public double TrendGrams { get; init; } = 1.5;

    /// <summary>
    /// A loaded cell gives way a little more over minutes: by this share of what was put on, a load may creep without having changed. 0–0.02.
    /// </summary>
    public double CreepShare { get; init; } = 0.005;

    /// <summary>Step of the scale's display, in grams; no uncertainty is stated below it. 0.001–100.</summary>
    public double ResolutionGrams { get; init; } = 1;

    /// <summary>A pause between two samples after which the load must settle anew, as anything may have happened in it. 0.1–10 s.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMilliseconds(500);
}
