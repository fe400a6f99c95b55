using StationAgent.Configuration;

namespace StationAgent.DropOff.Grading;

/// <summary>A size in which pieces are made: the outer sides when set up, and the heaviest dry and empty piece.</summary>
internal sealed record KnownSize
{
    private const double LongestMm = 2_000;
    private const double MostGrams = 20_000;

    public double LengthMm { get; init; }

    public double WidthMm { get; init; }

    public double HeightMm { get; init; }

    public double HeaviestGrams { get; init; }

    /// <summary>Its keys.</summary>
    public static OptionsSchema<KnownSize> Schema { get; } = new OptionsSchema<KnownSize>(new KnownSize())
        .Number("LengthMm", 0, LongestMm, o => o.LengthMm, (o, v) => o with { LengthMm = v }, "The longer side of the base.", "mm")
        .Number("WidthMm", 0, LongestMm, o => o.WidthMm, (o, v) => o with { WidthMm = v }, "The shorter side of the base.", "mm")
        .Number("HeightMm", 0, LongestMm, o => o.HeightMm, (o, v) => o with { HeightMm = v }, "The height.", "mm")
        .Number("HeaviestGrams", 0, MostGrams, o => o.HeaviestGrams, (o, v) => o with { HeaviestGrams = v }, "The mass of the heaviest that is dry and empty.", "g");
}
