using System.Text.Json.Serialization;

namespace StationAgent.Contracts.Carbon;

/// <summary>The emissions that taking a piece avoids, with all that a reader needs to compute the figure again.</summary>
/// <param name="GramsCo2e">Grams of CO2 equivalent avoided, to a tenth.</param>
/// <param name="GramsCo2eUncertainty">Half-width, in grams of CO2 equivalent, of the interval that holds the true figure with 95 % probability.</param>
/// <param name="Basis">What the figure is computed from.</param>
/// <param name="Capped">True when the cap of the factor limits the figure.</param>
/// <param name="FactorId">Name of the factor.</param>
/// <param name="FactorVersion">Its version.</param>
/// <param name="FactorsSha256">SHA-256 of the document with the factor, in lower-case hexadecimal digits.</param>
/// <param name="Stage">Whether it is known what becomes of the piece.</param>
internal sealed record CarbonData(
    [property: JsonPropertyName("gramsCo2e")] double GramsCo2e,
    [property: JsonPropertyName("gramsCo2eUncertainty")] double GramsCo2eUncertainty,
    CarbonBasis Basis,
    bool Capped,
    string FactorId,
    string FactorVersion,
    string FactorsSha256,
    CarbonStage Stage);
