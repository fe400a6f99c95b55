using System.Text.Json;
using System.Text.Json.Serialization;
using StationAgent.Contracts;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>Shows a scale as one JSON object per sample.</summary>
internal sealed class JsonScaleView(TextWriter output) : IScaleView
{
    /// <inheritdoc/>
    public void OnSample(ScaleFigures figures) => output.WriteLine(JsonSerializer.Serialize(
        new ScaleSampleLine(
            Math.Round(figures.At.TotalSeconds, 4),
            Rounded(figures.Gross),
            Rounded(figures.Net),
            figures.Status,
            figures.IsStable,
            figures.Noise is { } noise ? Math.Round(noise, 3) : null,
            Math.Round(figures.Rate, 2)),
        ScaleWatchJson.Default.ScaleSampleLine));

    /// <inheritdoc/>
    public void OnLost(string why) => output.WriteLine(JsonSerializer.Serialize(new ScaleLostLine(why), ScaleWatchJson.Default.ScaleLostLine));

    // JSON cannot express NaN.
    private static double? Rounded(Grams mass) => double.IsFinite(mass.Value) ? Math.Round(mass.Value, 3) + 0.0 : null;
}

/// <summary>What <c>scale watch --json</c> prints for one sample.</summary>
internal sealed record ScaleSampleLine(
    double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Gross,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Net,
    [property: JsonConverter(typeof(SnakeCaseEnum<SampleStatus>))] SampleStatus Status,
    bool Stable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Noise,
    double RateHz);

/// <summary>What it prints when the scale is lost.</summary>
internal sealed record ScaleLostLine(string Lost);

/// <summary>Its last line.</summary>
internal sealed record ScaleSummaryLine(ScaleSummary Summary);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScaleSampleLine))]
[JsonSerializable(typeof(ScaleLostLine))]
[JsonSerializable(typeof(ScaleSummaryLine))]
internal sealed partial class ScaleWatchJson : JsonSerializerContext;
