namespace StationAgent.Contracts;

/// <summary>One factor.</summary>
internal sealed class CarbonFactorOptions
{
    /// <summary>Its name; null for no factor.</summary>
    public string? FactorId { get; set; }

    /// <summary>Its version.</summary>
    public string? FactorVersion { get; set; }

    /// <summary>Grams of CO2 equivalent for each piece.</summary>
    public double GramsPerPiece { get; set; }

    /// <summary>Grams of CO2 equivalent for each gram of a piece.</summary>
    public double GramsPerGram { get; set; }

    /// <summary>The factor; null when it has no name.</summary>
    public CarbonFactor? ToFactor() => FactorId is null || FactorVersion is null
        ? null
        : new CarbonFactor(FactorId, FactorVersion, GramsPerPiece, GramsPerGram);
}
