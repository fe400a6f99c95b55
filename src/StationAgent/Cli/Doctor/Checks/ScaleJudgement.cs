using System.Globalization;
using StationAgent.Cli.Scales;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>What the figures of a scale mean for a station that has to weigh with it. Pure.</summary>
internal static class ScaleJudgement
{
    /// <summary>Below this share of the configured rate the configuration or the line is wrong.</summary>
    private const double RateShare = 0.7;

    private const double UnusableShare = 0.02;

    /// <summary>Near a limit: works today.</summary>
    private const double NearShare = 0.7;

    /// <summary>Rate, and readings that cannot be used.</summary>
    public static Judgement OfReadings(AgentOptions options, ScaleSummary summary)
    {
        var scale = options.Scale;
        var found = Text(
            $"{(scale.Driver == ScaleDriver.Simulated ? "simulated: " : "")}{summary.RateHz:0.0} a second, {summary.Unusable} of {summary.Samples} unusable, {summary.LowestGrams:0.0} to {summary.HighestGrams:0.0} g");
        var slowest = 1 / options.Weighing.Stabiliser.LongestGap.TotalSeconds;
        if (summary.RateHz < slowest)
        {
            return new Judgement(CheckState.Failed, Text($"{found}; under {slowest:0.#} a second no load ever settles"), RemedyFor(scale.Driver));
        }

        if (summary.Unusable > summary.Samples * UnusableShare)
        {
            return new Judgement(CheckState.Warning, found, "Look at cable, shield and power supply, and whether the load is in the scale's range.");
        }

        // A scale on a line has a rate of its own.
        var isRateSet = scale.Driver is not (ScaleDriver.MtSics or ScaleDriver.Continuous);
        return isRateSet && summary.RateHz < scale.RateHz * RateShare
            ? new Judgement(
                CheckState.Warning,
                Text($"{found}; Scale:RateHz is {scale.RateHz:0.#}"),
                "Set Scale:RateHz to what the scale gives; an HX711 gives 10 or 80, by its pin RATE.")
            : Judgement.Good(found);
    }

    /// <summary>Noise of a resting load.</summary>
    public static Judgement OfNoise(AgentOptions options, ScaleSummary summary)
    {
        var limit = options.Weighing.Stabiliser.DeviationGrams;
        const string Remedy = "Keep wind, hands and motors away; look at the cell's cable, its shield and its power supply.";
        if (summary.NoiseGrams is not { } noise)
        {
            return new Judgement(
                CheckState.Warning, Text($"not known: the load did not rest for 2 s (at rest it spreads by less than {limit:0.0} g)"), $"Run it again while nobody is near. {Remedy}");
        }

        var found = Text($"{noise:0.00} g at rest (standard deviation)");
        return noise > limit * NearShare
            ? new Judgement(CheckState.Warning, Text($"{found}; from {limit:0.0} g on no load settles (Weighing:Stabiliser:DeviationGrams)"), Remedy)
            : Judgement.Good(found);
    }

    /// <summary>Drift of a resting load.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="line">What <see cref="ScaleDrift"/> found; null for nothing.</param>
    public static Judgement OfDrift(AgentOptions options, (TrendLine Trend, TimeSpan Over)? line)
    {
        if (line is not { } found || found.Over <= TimeSpan.Zero)
        {
            return new Judgement(CheckState.Warning, "not known: the load did not rest for 3 s", "Run it again while nobody is near.");
        }

        var perSecond = found.Trend.Trend / found.Over.TotalSeconds;
        var noise = found.Trend.TrendNoise / found.Over.TotalSeconds;
        var limit = options.Weighing.Zero.GramsPerSecond;
        var text = Text($"{(perSecond * 60) + 0.0:+0.0;-0.0;0.0} g a minute over {found.Over.TotalSeconds:0.0} s (noise alone explains {noise * 60:0.0})");
        return Math.Abs(perSecond) - noise > limit * NearShare
            ? new Judgement(
                CheckState.Warning,
                Text($"{text}; the zero follows {limit * 60:0.#} at most (Weighing:Zero:GramsPerSecond)"),
                "Let the scale warm up for half an hour and keep sun and heating off it; if it goes on, have cell and mounting looked at.")
            : Judgement.Good(text);
    }

    /// <summary>What to look at when no readings come.</summary>
    public static string RemedyFor(ScaleDriver driver) => driver switch
    {
        ScaleDriver.MtSics or ScaleDriver.Continuous =>
            "Look at Scale:Port, Scale:BaudRate and Scale:Framing, the cable, and the group dialout (docs/scale.md).",
        ScaleDriver.Hx711Iio => "The kernel's driver hx711 must be loaded and the scale calibrated: station-agent scale calibrate (docs/scale.md).",
        ScaleDriver.Hx711Gpio or ScaleDriver.IotHx711 =>
            "Look at the wires to DOUT and PD_SCK, the group gpio, and the calibration: station-agent scale calibrate (docs/scale.md).",
        _ => "Report it with a bundle (doctor --bundle FILE).",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
