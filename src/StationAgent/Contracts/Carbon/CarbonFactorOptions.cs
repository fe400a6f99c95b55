using StationAgent.Configuration;

namespace StationAgent.Contracts.Carbon;

/// <summary>One factor: a section below <c>Carbon</c>.</summary>
internal sealed record CarbonFactorOptions
{
    private const int LongestName = 64;

    public string? FactorId { get; init; }

    public string? FactorVersion { get; init; }

    public double GramsPerPiece { get; init; }

    public double GramsPerGram { get; init; }

    /// <summary>Makes the factor; null when it has no name or no version.</summary>
    public CarbonFactor? ToFactor() => FactorId is null || FactorVersion is null
        ? null
        : new CarbonFactor(FactorId, FactorVersion, GramsPerPiece, GramsPerGram);

    /// <summary>The keys and rules of a section that holds a factor.</summary>
    /// <param name="defaults">The factor in force when no source says otherwise.</param>
    public static OptionsSchema<CarbonFactorOptions> SchemaOf(CarbonFactorOptions defaults) => new OptionsSchema<CarbonFactorOptions>(defaults)
        .OptionalText("FactorId", LongestName, o => o.FactorId, (o, v) => o with { FactorId = v }, "Name of the factor; without a name, events contain no carbon figure.")
        .OptionalText("FactorVersion", LongestName, o => o.FactorVersion, (o, v) => o with { FactorVersion = v }, "Version of the factor.")
        .Number(
            "GramsPerPiece", 0, 100_000, o => o.GramsPerPiece, (o, v) => o with { GramsPerPiece = v },
            "CO2 equivalent for each piece, whatever its mass.", "g")
        .Number("GramsPerGram", 0, 100, o => o.GramsPerGram, (o, v) => o with { GramsPerGram = v }, "CO2 equivalent for each gram of a piece.", "g/g")
        .Rule(Check);

    private static IEnumerable<KeyFault> Check(CarbonFactorOptions factor)
    {
        if (factor.FactorId is null && (factor.FactorVersion is not null || factor.GramsPerPiece > 0 || factor.GramsPerGram > 0))
        {
            yield return new KeyFault("FactorId", "required: a figure without the name of its factor cannot be checked");
        }
        else if (factor.FactorId is not null && factor.FactorVersion is null)
        {
            yield return new KeyFault("FactorVersion", "required: a factor changes over the years, so its version is part of every event");
        }
    }
}
