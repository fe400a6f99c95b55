using System.Globalization;

namespace StationAgent.Tests.Weighing;

/// <summary>The traces of folder Traces that no scale has recorded, by the name of their folder: the contents of its <c>samples.tsv</c>.</summary>
internal static class GeneratedTraces
{
    private const double Rate = 10;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["noisy"] = Draw(
            "noisy",
            "noise of 1.5 g, steps of 1 g, spikes; a piece of 180 g comes and goes",
            [],
            45,
            at => at is > 12 and < 28 ? 180 : 0,
            spikes: 0.02),
        ["drifting"] = Draw(
            "drifting",
            "0.05 g/s upwards under an empty tray, then under a piece of 60 g",
            [],
            180,
            at => (at * 0.05) + (at is > 90 and < 150 ? 60 : 0)),
        ["drifted-away"] = Draw(
            "drifted-away",
            "0.1 g/s upwards with a range of 30 g; the platform is cleaned at 400 s",
            ["zero-range 30"],
            420,
            at => at < 400 ? at * 0.1 : 2),
        ["stuck"] = Draw(
            "stuck",
            "alive for 120 s, then the same reading again and again, alive again from 200 s on",
            ["stuck-after 60"],
            215,
            _ => 0,
            held: (120, 200)),
        ["quiet-terminal"] = Draw(
            "quiet-terminal",
            "a terminal that rounds its noise away repeats itself rightly",
            ["stuck-after 30"],
            120,
            _ => 0.2,
            noise: 0.05),
        ["overloaded"] = Draw(
            "overloaded",
            "somebody sits down from 8 to 20 s",
            [],
            30,
            at => at is > 8 and < 20 ? 60_000 : 0,
            status: at => at is > 8 and < 20 ? "Overload" : ""),
        ["lifted"] = Draw(
            "lifted",
            "the platform is lifted from 8 to 20 s",
            [],
            30,
            at => at is > 8 and < 20 ? -900 : 0,
            status: at => at is > 8 and < 20 ? "Underload" : ""),
        ["creeping"] = Draw(
            "creeping",
            "5 kg on a cell that gives way by 3 per mille within minutes, watched all the time, and back",
            ["pending 6 240"],
            240,
            at => at < 6 ? 0 : at < 210 ? 5_000 + (15 * (1 - Math.Exp((6 - at) / 60))) : 15 * Math.Exp((210 - at) / 60)),
        ["no-number"] = Draw(
            "no-number",
            "no numbers from 8 to 14 s while a piece of 150 g is put there",
            [],
            24,
            at => at switch { < 8 => 0, < 14 => double.NaN, _ => 150 }),
        ["restart-with-carton"] = Draw(
            "restart-with-carton",
            "a carton of 150 g lies there since before the restart, and is taken at 8 s",
            ["kept 180 150 60"],
            16,
            at => at < 8 ? 331 : 181),
        ["restart-with-light-piece"] = Draw("restart-with-light-piece", "a piece of 15 g came just before the restart", ["kept 3 0 30"], 8, _ => 18),
        ["restart-after-calibration"] = Draw("restart-after-calibration", "the scale has a new zero since", ["kept 640 0 600"], 10, _ => 2),
    };

    private static string Draw(
        string name,
        string what,
        string[] settings,
        double seconds,
        Func<double, double> load,
        double noise = 1.5,
        double spikes = 0,
        (double From, double To)? held = null,
        Func<double, string>? status = null)
    {
        var seed = 1 + name.Sum(letter => letter);
        var random = new Random(seed);
        var lines = new List<string> { $"# Generated, not recorded, seed {seed}: {what}." };
        lines.AddRange(settings);
        double? last = null;
        for (var i = 1; i <= seconds * Rate; i++)
        {
            var at = i / Rate;
            var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var spike = random.NextDouble() < spikes ? (random.NextDouble() - 0.5) * 3_000 : 0;
            var isHeld = held is { } span && at > span.From && at < span.To && last is not null;
            last = isHeld ? last : Math.Round(load(at) + (noise * gauss) + spike);
            var mark = status?.Invoke(at) is { Length: > 0 } text ? $"\t{text}" : "";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at:0.0}\t{last:0}{mark}"));
        }

        return string.Join('\n', lines) + "\n";
    }
}
