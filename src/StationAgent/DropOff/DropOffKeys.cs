using StationAgent.Configuration;
using StationAgent.Hosting;

namespace StationAgent.DropOff;

/// <summary>The keys of section <c>DropOff</c>.</summary>
internal static class DropOffKeys
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Duration("WithdrawalWindow", 0, 300_000, r => r.WithdrawalWindow, (r, v) => r with { WithdrawalWindow = v }),
        .. Class("IntactCarton", r => r.IntactCarton, (r, v) => r with { IntactCarton = v }),
        .. Class("DamagedCarton", r => r.DamagedCarton, (r, v) => r with { DamagedCarton = v }),
        .. Class("PlasticFilm", r => r.PlasticFilm, (r, v) => r with { PlasticFilm = v }),
        .. Class("PaperEnvelope", r => r.PaperEnvelope, (r, v) => r with { PaperEnvelope = v }),
        Number("MinimumGrams", 1, 1_000, r => r.MinimumGrams, (r, v) => r with { MinimumGrams = v }),
        Number("ToleranceGrams", 0.5, 100, r => r.ToleranceGrams, (r, v) => r with { ToleranceGrams = v }),
        Number("ToleranceShare", 0, 0.5, r => r.ToleranceShare, (r, v) => r with { ToleranceShare = v }),
        Duration("StableTimeout", 1_000, 60_000, r => r.StableTimeout, (r, v) => r with { StableTimeout = v }),
        Duration("LongestDisturbance", 0, 10_000, r => r.LongestDisturbance, (r, v) => r with { LongestDisturbance = v }),
        Duration("CaptureTimeout", 100, 60_000, r => r.CaptureTimeout, (r, v) => r with { CaptureTimeout = v }),
        Duration("ClassificationTimeout", 100, 60_000, r => r.ClassificationTimeout, (r, v) => r with { ClassificationTimeout = v }),
        Duration("CommitTimeout", 100, 60_000, r => r.CommitTimeout, (r, v) => r with { CommitTimeout = v }),
    ];

    private static ConfigurationKey[] Class(string name, Func<DropOffRules, ClassRule> get, Func<DropOffRules, ClassRule, DropOffRules> with)
    {
        var path = $"DropOff:{name}";
        void Change(AgentOptions options, Func<ClassRule, ClassRule> change) => options.DropOff = with(options.DropOff, change(get(options.DropOff)));
        return
        [
            Key.Flag($"{path}:Accepted", o => get(o.DropOff).Accepted, (o, v) => Change(o, rule => rule with { Accepted = v })),
            Key.Choice($"{path}:Disposition", o => get(o.DropOff).Disposition, (o, v) => Change(o, rule => rule with { Disposition = v })),
            Grams("LightestGrams", rule => rule.LightestGrams, (rule, v) => rule with { LightestGrams = v }),
            Grams("HeaviestGrams", rule => rule.HeaviestGrams, (rule, v) => rule with { HeaviestGrams = v }),
        ];

        ConfigurationKey Grams(string key, Func<ClassRule, double> grams, Func<ClassRule, double, ClassRule> change) =>
            Key.Number($"{path}:{key}", 0, 100_000, o => grams(get(o.DropOff)), (o, v) => Change(o, rule => change(rule, v)));
    }

    private static ConfigurationKey Number(
        string name, double minimum, double maximum, Func<DropOffRules, double> get, Func<DropOffRules, double, DropOffRules> with) =>
        Key.Number($"DropOff:{name}", minimum, maximum, o => get(o.DropOff), (o, v) => o.DropOff = with(o.DropOff, v));

    private static ConfigurationKey Duration(
        string name, int minimum, int maximum, Func<DropOffRules, TimeSpan> get, Func<DropOffRules, TimeSpan, DropOffRules> with) =>
        Key.Duration(
            $"DropOff:{name}",
            TimeSpan.FromMilliseconds(minimum),
            TimeSpan.FromMilliseconds(maximum),
            o => get(o.DropOff),
            (o, v) => o.DropOff = with(o.DropOff, v));
}
