using StationAgent.Configuration;

namespace StationAgent.Contracts.Carbon;

/// <summary>The emissions that taking a piece avoids: section <c>Carbon</c>. Which factor applies to which piece is in the rules of the classes.</summary>
internal sealed record CarbonOptions
{
    /// <summary>The document with the factors; null for the one that is part of the program.</summary>
    public string? FactorsFile { get; init; }

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<CarbonOptions> Schema { get; } = new OptionsSchema<CarbonOptions>(new CarbonOptions())
        .FilePath(
            "FactorsFile", mustExist: true, o => o.FactorsFile, (o, v) => o with { FactorsFile = v },
            "Document with the carbon factors that the rules in DropOff:Classes name; without it the one that is part of the program is used.");
}
