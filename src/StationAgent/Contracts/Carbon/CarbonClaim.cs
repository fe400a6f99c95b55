using System.Text.Json;

namespace StationAgent.Contracts.Carbon;

/// <summary>A carbon figure as a reader finds it in an event: the digits as they are written, so that nothing is lost before they are compared.</summary>
/// <param name="Figure">Grams of CO2 equivalent.</param>
/// <param name="Uncertainty">Its uncertainty.</param>
/// <param name="Capped">Whether the cap limits it.</param>
/// <param name="Pieces">The number of pieces.</param>
/// <param name="Grams">The mass that counts, in g.</param>
/// <param name="GramsUncertainty">Its uncertainty, in g.</param>
/// <param name="FactorId">Name of the factor.</param>
/// <param name="FactorVersion">Its version.</param>
/// <param name="FactorsSha256">Name of the document.</param>
internal sealed record CarbonClaim(
    decimal Figure,
    decimal Uncertainty,
    bool Capped,
    int Pieces,
    decimal Grams,
    decimal GramsUncertainty,
    string FactorId,
    string FactorVersion,
    string FactorsSha256)
{
    // Far above every figure, and far below what overflows.
    private const decimal Most = 1_000_000_000;

    /// <summary>Reads a figure.</summary>
    /// <param name="carbon">The value of <c>carbon</c> in the data of an event.</param>
    /// <param name="wrong">The first field that is missing or has a wrong value; null when there is none.</param>
    /// <returns>Null when a field is wrong.</returns>
    public static CarbonClaim? Read(JsonElement carbon, out string? wrong)
    {
        wrong = null;
        var figure = Number(carbon, "gramsCo2e", ref wrong);
        var basis = Field(carbon, "basis");
        var pieces = Number(basis, "pieces", ref wrong);
        wrong ??= pieces == decimal.Truncate(pieces) ? null : "pieces";
        var claim = new CarbonClaim(
            figure,
            Number(carbon, "gramsCo2eUncertainty", ref wrong),
            Flag(carbon, "capped", ref wrong),
            (int)pieces,
            Number(basis, "grams", ref wrong),
            Number(basis, "gramsUncertainty", ref wrong),
            Text(carbon, "factorId", ref wrong),
            Text(carbon, "factorVersion", ref wrong),
            Text(carbon, "factorsSha256", ref wrong));
        return wrong is null ? claim : null;
    }

    private static JsonElement Field(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    private static decimal Number(JsonElement of, string name, ref string? wrong)
    {
        if (Field(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) && number is >= 0 and <= Most)
        {
            return number;
        }

        wrong ??= name;
        return 0;
    }

    private static bool Flag(JsonElement of, string name, ref string? wrong)
    {
        var kind = Field(of, name).ValueKind;
        wrong ??= kind is JsonValueKind.True or JsonValueKind.False ? null : name;
        return kind == JsonValueKind.True;
    }

    private static string Text(JsonElement of, string name, ref string? wrong)
    {
        var value = Field(of, name);
        wrong ??= value.ValueKind == JsonValueKind.String ? null : name;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }
}
