using StationAgent.Configuration;

namespace StationAgent.Weighing;

/// <summary>How the samples of the scale become loads: section <c>Weighing</c>.</summary>
internal sealed record WeighingOptions
{
    private static readonly TimeSpan ShortestRepetition = TimeSpan.FromSeconds(30);

    /// <summary>When a load counts as changed and when as settled.</summary>
    public StabiliserOptions Stabiliser { get; init; } = new();

    /// <summary>How the zero follows a drifting scale.</summary>
    public ZeroOptions Zero { get; init; } = new();

    public double ClearGrams { get; init; } = 5;

    public double LowestGrams { get; init; } = -500;

    public double HighestGrams { get; init; } = 50_000;

    public int UnusableSamples { get; init; } = 20;

    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<WeighingOptions> Schema { get; } = new OptionsSchema<WeighingOptions>(new WeighingOptions())
        .Number(
            "ClearGrams", 0.5, 100, o => o.ClearGrams, (o, v) => o with { ClearGrams = v },
            "A tray that settles below this load is empty.", "g")
        .Number(
            "LowestGrams", -100_000, -1, o => o.LowestGrams, (o, v) => o with { LowestGrams = v },
            "A load that rests this far below zero means that the platform is lifted or missing.", "g")
        .Number(
            "HighestGrams", 100, 1_000_000, o => o.HighestGrams, (o, v) => o with { HighestGrams = v },
            "Readings this far above the scale's own zero are an overload.", "g")
        .Integer(
            "UnusableSamples", 2, 1_000, o => o.UnusableSamples, (o, v) => o with { UnusableSamples = v },
            "This number of unusable samples in a row (not a number, or a time that does not advance) is a fault of the scale.")
        .Duration(
            "StuckAfter", TimeSpan.Zero, TimeSpan.FromHours(1), o => o.StuckAfter, (o, v) => o with { StuckAfter = v },
            "A scale whose readings always varied a little and that repeats one value for this long has hung. 0 turns this check off; other values are at least 30 s. A terminal "
            + "that often shows the same value is never suspected.")
        .Section("Stabiliser", StabiliserOptions.Schema, o => o.Stabiliser, (o, v) => o with { Stabiliser = v })
        .Section("Zero", ZeroOptions.Schema, o => o.Zero, (o, v) => o with { Zero = v })
        .Rule(Check);

    private static KeyFault[] Check(WeighingOptions weighing) => KeyFault.When(
        weighing.StuckAfter != TimeSpan.Zero && weighing.StuckAfter < ShortestRepetition,
        "StuckAfter",
        "must be 0s (never) or at least 30s: a shorter repetition proves nothing");
}
