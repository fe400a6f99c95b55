using System.Text.Json;
using System.Text.Json.Serialization;
using StationAgent.Contracts;
using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>Shows a scale as one JSON object per sample.</summary>
internal sealed class JsonScaleView(TextWriter output) : IScaleView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _dropped;
    private TimeSpan? _droppedAt;

    /// <inheritdoc/>
    public void OnSample(ScaleFigures figures)
    {
        var line = new ScaleSampleLine(
            Math.Round(figures.At.TotalSeconds, 4),
            Rounded(figures.Gross),
            Rounded(figures.Net),
            figures.Status,
            figures.IsStable,
            figures.Noise is { } noise ? Math.Round(noise, 3) : null,
            Math.Round(figures.Rate, 2));
        output.WriteLine(JsonSerializer.Serialize(line, ScaleWatchJson.Default.ScaleSampleLine));
        if (figures.Dropped is { } dropped && dropped.Count > _dropped && !(figures.At - _droppedAt < Interval))
        {
            (_dropped, _droppedAt) = (dropped.Count, figures.At);
            output.WriteLine(JsonSerializer.Serialize(new ScaleDroppedLine(dropped), ScaleWatchJson.Default.ScaleDroppedLine));
        }
    }

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

/// <summary>What it prints, at most once a second, when lines of the scale were not used.</summary>
internal sealed record ScaleDroppedLine(DroppedLines Dropped);

/// <summary>Its last line.</summary>
internal sealed record ScaleSummaryLine(ScaleSummary Summary);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScaleSampleLine))]
[JsonSerializable(typeof(ScaleLostLine))]
[JsonSerializable(typeof(ScaleDroppedLine))]
[JsonSerializable(typeof(ScaleSummaryLine))]
internal sealed partial class ScaleWatchJson : JsonSerializerContext;
