using System.Globalization;
using StationAgent.Cli.Scales;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges the figures of a scale for a station that has to weigh with it. Pure.</summary>
internal static class ScaleJudgement
{
    /// <summary>Below this share of the configured rate the configuration or the line is wrong.</summary>
    private const double RateShare = 0.7;

    private const double UnusableShare = 0.02;

    /// <summary>Near a limit: it still works.</summary>
    private const double NearShare = 0.7;

    /// <summary>Rate, and readings that cannot be used.</summary>
    public static Judgement OfReadings(AgentOptions options, ScaleSummary summary)
    {
        var scale = options.Scale;
        var found = Text(
            $"{(scale.Driver.IsSimulated ? "simulated: " : "")}{summary.RateHz:0.0} a second, {summary.Unusable} of {summary.Samples + summary.Dropped.Count} unusable, {summary.LowestGrams:0.0} to {summary.HighestGrams:0.0} g");
        var slowest = Stabiliser.FewestReadings / options.DropOff.StableTimeout.TotalSeconds;
        if (summary.RateHz < slowest)
        {
            return new Judgement(CheckState.Failed, Text($"{found}; below {slowest:0.#} a second a load does not settle within DropOff:StableTimeout"), scale.Driver.Remedy);
        }

        var dropped = summary.Dropped;
        if ((dropped.Share > DroppedLines.TolerableShare || dropped.NeedsSetting) && ScaleText.Example(dropped) is { } example)
        {
            return new Judgement(
                dropped.Share > DroppedLines.TolerableShare ? CheckState.Failed : CheckState.Warning,
                Text($"{found}; {dropped.Share:0.#%}: {example}"),
                dropped.NeedsSetting ? "Change the setting that it names, put a load on and take it off, and run doctor again." : scale.Driver.Remedy);
        }

        if (summary.Unusable > summary.Samples * UnusableShare)
        {
            return new Judgement(CheckState.Warning, found, "Check cable, shield and power supply, and that the load is within the scale's range.");
        }

        // A scale on a serial line or TCP sets its own rate.
        var isRateSet = scale.Driver.HasSetRate;
        return isRateSet && summary.RateHz < scale.RateHz * RateShare
            ? new Judgement(
                CheckState.Warning,
                Text($"{found}; Scale:RateHz is {scale.RateHz:0.#}"),
                "Set Scale:RateHz to the rate of the scale; an HX711 has 10 or 80, depending on its pin RATE.")
            : Judgement.Good(found);
    }

    /// <summary>Noise of a resting load.</summary>
    public static Judgement OfNoise(AgentOptions options, ScaleSummary summary)
    {
        var limit = options.Weighing.Stabiliser.DeviationGrams;
        const string Remedy = "Keep draughts, hands and motors away; check the cell's cable, its shield and its power supply.";
        if (summary.NoiseGrams is not { } noise)
        {
            return new Judgement(
                CheckState.Warning, Text($"not known: the load did not rest for 2 s (at rest it spreads by less than {limit:0.0} g)"), $"Run doctor again with no one near the scale. {Remedy}");
        }

        var found = Text($"{noise:0.00} g at rest (standard deviation)");
        if (noise == 0 && options.Scale.Driver.OpenCell is not null)
        {
            return new Judgement(
                CheckState.Failed, Text($"{found}; the readings of a working converter differ"), "Check the converter's supply and its wires to the cell and to this machine, or replace it.");
        }

        return noise > limit * NearShare
            ? new Judgement(CheckState.Warning, Text($"{found}; at {limit:0.0} g and above a load never settles (Weighing:Stabiliser:DeviationGrams)"), Remedy)
            : Judgement.Good(found);
    }

    /// <summary>Drift of a resting load.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="line">The line that <see cref="ScaleDrift"/> found; null when it found none.</param>
    public static Judgement OfDrift(AgentOptions options, (TrendLine Trend, TimeSpan Over)? line)
    {
        if (line is not { } found || found.Over <= TimeSpan.Zero)
        {
            return new Judgement(CheckState.Warning, "not known: the load did not rest for 3 s", "Run doctor again with no one near the scale.");
        }

        var perSecond = found.Trend.Trend / found.Over.TotalSeconds;
        var noise = found.Trend.TrendNoise / found.Over.TotalSeconds;
        var limit = options.Weighing.Zero.GramsPerSecond;
        var text = Text($"{(perSecond * 60) + 0.0:+0.0;-0.0;0.0} g a minute over {found.Over.TotalSeconds:0.0} s (noise alone explains {noise * 60:0.0})");
        return Math.Abs(perSecond) - noise > limit * NearShare
            ? new Judgement(
                CheckState.Warning,
                Text($"{text}; the zero tracks at most {limit * 60:0.#} (Weighing:Zero:GramsPerSecond)"),
                "Let the scale warm up for half an hour and protect it from sun and heating; if the drift continues, have the load cell and its mounting checked.")
            : Judgement.Good(text);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
