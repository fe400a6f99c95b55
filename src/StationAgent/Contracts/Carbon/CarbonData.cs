using System.Text.Json.Serialization;

namespace StationAgent.Contracts.Carbon;

/// <summary>The emissions that taking a piece avoids, by a named factor. Factors of different sources differ by a factor of ten, so a figure always has the name of its factor.</summary>
/// <param name="GramsCo2e">Grams of CO2 equivalent avoided.</param>
/// <param name="FactorId">Name of the factor.</param>
/// <param name="FactorVersion">Its version.</param>
internal sealed record CarbonData([property: JsonPropertyName("gramsCo2e")] double GramsCo2e, string FactorId, string FactorVersion);
