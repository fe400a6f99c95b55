using StationAgent.Configuration;

namespace StationAgent.Weighing;

/// <summary>
/// When a load counts as changed and when as settled: section <c>Weighing:Stabiliser</c>. The defaults suit 10 to 80 samples a second with noise of up to
/// 1.5 g.
/// </summary>
internal sealed record StabiliserOptions
{
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(800);

    // With noise of 1.5 g the error of a mass has a standard deviation of 0.4 g; 2 g is nearly five times that.
    public int MinimumSamples { get; init; } = 20;

    // Over five times the noise.
    public double ChangeGrams { get; init; } = 8;

    public TimeSpan ChangePersistence { get; init; } = TimeSpan.FromMilliseconds(50);

    public double SpikeGrams { get; init; } = 6;

    // The noise with margin.
    public double DeviationGrams { get; init; } = 2.2;

    public double TrendGrams { get; init; } = 1.5;

    public double CreepShare { get; init; } = 0.005;

    public double ResolutionGrams { get; init; } = 1;

    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<StabiliserOptions> Schema { get; } = new OptionsSchema<StabiliserOptions>(new StabiliserOptions())
        .Duration(
            "Window", TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), o => o.Window, (o, v) => o with { Window = v },
            "How long the load must be quiet to count as settled; its mass is the mean over this time.")
        .Integer(
            "MinimumSamples", 3, 100, o => o.MinimumSamples, (o, v) => o with { MinimumSamples = v },
            "Smallest number of samples for a mass. A scale that does not deliver them in 2.5 s needs as many as it delivers in that time, at least 6.")
        .Number(
            "ChangeGrams", 1, 100, o => o.ChangeGrams, (o, v) => o with { ChangeGrams = v },
            "How far the load must leave its settled value to count as changed.", "g")
        .Duration(
            "ChangePersistence", TimeSpan.Zero, TimeSpan.FromSeconds(1), o => o.ChangePersistence, (o, v) => o with { ChangePersistence = v },
            "How long the load must differ by Weighing:Stabiliser:ChangeGrams, so that a knock on a fast scale is not a change.")
        .Number(
            "SpikeGrams", 1, 1_000, o => o.SpikeGrams, (o, v) => o with { SpikeGrams = v },
            "A sample this far from the median of the five around it is replaced by that median.", "g")
        .Number(
            "DeviationGrams", 0.1, 50, o => o.DeviationGrams, (o, v) => o with { DeviationGrams = v },
            "Largest standard deviation of a settled load about its trend.", "g")
        .Number(
            "TrendGrams", 0.1, 50, o => o.TrendGrams, (o, v) => o with { TrendGrams = v },
            "Largest trend of a settled load over the window, or what noise alone explains if that is more.", "g")
        .Number(
            "CreepShare", 0, 0.02, o => o.CreepShare, (o, v) => o with { CreepShare = v },
            "A loaded cell creeps for some minutes. A load may creep by this share of the mass that was put on without counting as changed.")
        .Number(
            "ResolutionGrams", 0.001, 100, o => o.ResolutionGrams, (o, v) => o with { ResolutionGrams = v },
            "Step of the scale's display; the stated uncertainty is never smaller.", "g")
        .Duration(
            "LongestGap", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), o => o.LongestGap, (o, v) => o with { LongestGap = v },
            "After a pause between two samples that is longer than this, and than 2.2 times the usual one, the load must settle again, because anything may have happened in between.")
        .Rule(Check);

    private static KeyFault[] Check(StabiliserOptions stabiliser) => KeyFault.When(
        stabiliser.DeviationGrams >= stabiliser.ChangeGrams,
        "DeviationGrams",
        $"must be below Weighing:Stabiliser:ChangeGrams, which is {stabiliser.ChangeGrams}; otherwise noise counts as a change");
}
