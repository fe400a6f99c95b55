using System.Text.Json.Serialization;

namespace StationAgent.Contracts.Carbon;

/// <summary>What taking a piece is worth by a named factor. Factors of different sources differ tenfold, so none stands without its name.</summary>
/// <param name="GramsCo2e">Grams of CO2 equivalent avoided.</param>
/// <param name="FactorId">Name of the factor.</param>
/// <param name="FactorVersion">Its version.</param>
internal sealed record CarbonData([property: JsonPropertyName("gramsCo2e")] double GramsCo2e, string FactorId, string FactorVersion);
