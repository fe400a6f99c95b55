using System.Globalization;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>A scale in words.</summary>
internal static class ScaleText
{
    /// <summary>One line about a sample.</summary>
    public static string Line(in ScaleFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.At:hh\\:mm\\:ss}  gross {figures.Gross.Value,9:0.0} g  net {figures.Net.Value,9:0.0} g  {State(figures),-9}  noise {Noise(figures.Noise),7}  {figures.Rate,5:0.0}/s  {figures.Unusable} unusable");

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
        yield return Text($"readings from {summary.LowestGrams:0.0} to {summary.HighestGrams:0.0} g; noise at rest {Noise(summary.NoiseGrams)}; zero followed to {summary.ZeroGrams:0.0} g");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
