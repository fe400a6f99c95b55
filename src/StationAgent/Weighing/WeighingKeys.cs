using StationAgent.Configuration;

namespace StationAgent.Weighing;

/// <summary>The keys of section <c>Weighing</c>.</summary>
internal static class WeighingKeys
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Number("ClearGrams", 0.5, 100, w => w.ClearGrams, (w, v) => w with { ClearGrams = v }),
        Number("LowestGrams", -100_000, -1, w => w.LowestGrams, (w, v) => w with { LowestGrams = v }),
        Number("HighestGrams", 100, 1_000_000, w => w.HighestGrams, (w, v) => w with { HighestGrams = v }),
        Key.Whole(
            "Weighing:UnusableSamples",
            2,
            1_000,
            o => o.Weighing.UnusableSamples,
            (o, v) => o.Weighing = o.Weighing with { UnusableSamples = (int)v }),
        Key.Duration(
            "Weighing:StuckAfter",
            TimeSpan.Zero,
            TimeSpan.FromHours(1),
            o => o.Weighing.StuckAfter,
            (o, v) => o.Weighing = o.Weighing with { StuckAfter = v }),

        Duration("Window", 200, 5_000, s => s.Window, (s, v) => s with { Window = v }),
        Key.Whole(
            "Weighing:Stabiliser:MinimumSamples",
            3,
            100,
            o => o.Weighing.Stabiliser.MinimumSamples,
            (o, v) => o.Weighing = o.Weighing with { Stabiliser = o.Weighing.Stabiliser with { MinimumSamples = (int)v } }),
        Settling("ChangeGrams", 1, 100, s => s.ChangeGrams, (s, v) => s with { ChangeGrams = v }),
        Duration("ChangePersistence", 0, 1_000, s => s.ChangePersistence, (s, v) => s with { ChangePersistence = v }),
        Settling("SpikeGrams", 1, 1_000, s => s.SpikeGrams, (s, v) => s with { SpikeGrams = v }),
        Settling("DeviationGrams", 0.1, 50, s => s.DeviationGrams, (s, v) => s with { DeviationGrams = v }),
        Settling("TrendGrams", 0.1, 50, s => s.TrendGrams, (s, v) => s with { TrendGrams = v }),
        Settling("CreepShare", 0, 0.02, s => s.CreepShare, (s, v) => s with { CreepShare = v }),
        Settling("ResolutionGrams", 0.001, 100, s => s.ResolutionGrams, (s, v) => s with { ResolutionGrams = v }),
        Duration("LongestGap", 100, 10_000, s => s.LongestGap, (s, v) => s with { LongestGap = v }),

        Zero("GramsPerSecond", 0, 1, z => z.GramsPerSecond, (z, v) => z with { GramsPerSecond = v }),
        Zero("RangeGrams", 1, 5_000, z => z.RangeGrams, (z, v) => z with { RangeGrams = v }),
        Key.Duration(
            "Weighing:Zero:TimeConstant",
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromSeconds(60),
            o => o.Weighing.Zero.TimeConstant,
            (o, v) => o.Weighing = o.Weighing with { Zero = o.Weighing.Zero with { TimeConstant = v } }),
        Zero("StartUpGrams", 0, 500, z => z.StartUpGrams, (z, v) => z with { StartUpGrams = v }),
        Key.Duration(
            "Weighing:Zero:KeepFor",
            TimeSpan.Zero,
            TimeSpan.FromDays(30),
            o => o.Weighing.Zero.KeepFor,
            (o, v) => o.Weighing = o.Weighing with { Zero = o.Weighing.Zero with { KeepFor = v } }),
    ];

    private static ConfigurationKey Number(
        string name, double minimum, double maximum, Func<WeighingOptions, double> get, Func<WeighingOptions, double, WeighingOptions> with) =>
        Key.Number($"Weighing:{name}", minimum, maximum, o => get(o.Weighing), (o, v) => o.Weighing = with(o.Weighing, v));

    private static ConfigurationKey Settling(
        string name, double minimum, double maximum, Func<StabiliserOptions, double> get, Func<StabiliserOptions, double, StabiliserOptions> with) =>
        Number($"Stabiliser:{name}", minimum, maximum, w => get(w.Stabiliser), (w, v) => w with { Stabiliser = with(w.Stabiliser, v) });

    private static ConfigurationKey Zero(
        string name, double minimum, double maximum, Func<ZeroOptions, double> get, Func<ZeroOptions, double, ZeroOptions> with) =>
        Number($"Zero:{name}", minimum, maximum, w => get(w.Zero), (w, v) => w with { Zero = with(w.Zero, v) });

    private static ConfigurationKey Duration(
        string name, int minimum, int maximum, Func<StabiliserOptions, TimeSpan> get, Func<StabiliserOptions, TimeSpan, StabiliserOptions> with) =>
        Key.Duration(
            $"Weighing:Stabiliser:{name}",
            TimeSpan.FromMilliseconds(minimum),
            TimeSpan.FromMilliseconds(maximum),
            o => get(o.Weighing.Stabiliser),
            (o, v) => o.Weighing = o.Weighing with { Stabiliser = with(o.Weighing.Stabiliser, v) });
}
