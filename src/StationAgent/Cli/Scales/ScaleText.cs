using System.Globalization;
using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>A scale in words.</summary>
internal static class ScaleText
{
    /// <summary>One line about a sample.</summary>
    public static string Line(in ScaleFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.At:hh\\:mm\\:ss}  gross {Plain(figures.Gross.Value),9:0.0} g  net {Plain(figures.Net.Value),9:0.0} g  {State(figures),-9}  noise {Noise(figures.Noise),7}  {figures.Rate,5:0.0}/s  {figures.Unusable} unusable");

    /// <summary>One word about the load.</summary>
    public static string State(in ScaleFigures figures) => figures.Status switch
    {
        SampleStatus.Overload => "overload",
        SampleStatus.Underload => "underload",
        _ => figures.IsStable ? "stable" : "moving",
    };

    /// <summary>Noise in grams, or a dash while it cannot be known.</summary>
    public static string Noise(double? grams) => grams is { } noise ? string.Create(CultureInfo.InvariantCulture, $"{noise:0.00} g") : "-";

    /// <summary>The whole time, for the end.</summary>
    public static IEnumerable<string> Lines(ScaleSummary summary)
    {
        yield return Text($"{summary.Samples} samples in {summary.Seconds:0.0} s, {summary.RateHz:0.0} a second; {summary.Unusable} unusable; lost {summary.Losses} times");
        yield return Text($"readings from {Plain(summary.LowestGrams):0.0} to {Plain(summary.HighestGrams):0.0} g; noise at rest {Noise(summary.NoiseGrams)}; tracked zero {Plain(summary.ZeroGrams):0.0} g");
        foreach (var cause in summary.Dropped.Causes)
        {
            yield return Text($"{cause.Count} lines not used, the newest '{cause.Example}', {cause.Cause}");
        }
    }

    /// <summary>The newest line that was not used, in words; null when there was none.</summary>
    public static string? Example(DroppedLines dropped) => dropped.Example is { } line
        ? Text($"{dropped.Count} of {dropped.Understood + dropped.Count} lines not used, the newest '{line}', {dropped.Cause}")
        : null;

    /// <summary>The number as it is shown, without the sign of a zero that was rounded.</summary>
    public static double Plain(double grams) => Math.Round(grams, 1) + 0.0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
