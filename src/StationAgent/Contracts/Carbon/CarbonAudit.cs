using System.Globalization;
using System.Text.Json;
using StationAgent.Failures;

namespace StationAgent.Contracts.Carbon;

/// <summary>Computes the carbon figures of events again, from nothing but the events and the documents of factors.</summary>
/// <param name="documents">The documents at hand, by SHA-256.</param>
internal sealed class CarbonAudit(IReadOnlyDictionary<string, FactorsDocument> documents)
{
    // Drop-off → the event that confirmed it.
    private readonly Dictionary<string, string> _confirmed = new(StringComparer.Ordinal);

    /// <summary>The events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Those with a figure.</summary>
    public long Figures { get; private set; }

    /// <summary>Checks one event of a store.</summary>
    /// <returns>What is wrong with it; empty when nothing is, or when it has no figure.</returns>
    public IEnumerable<CarbonProblem> Take(ReceivedEvent read)
    {
        Events++;
        var data = read.Envelope.Data;
        if (!data.TryGetProperty("carbon", out var carbon) || carbon.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        Figures++;
        return new[] { CheckFigure(read.Envelope.Id, data, carbon), CheckClaim(read, carbon) }.OfType<CarbonProblem>();
    }

    private CarbonProblem? CheckFigure(string id, JsonElement data, JsonElement carbon)
    {
        if (CarbonClaim.Read(carbon, out var wrong) is not { } claim)
        {
            return new CarbonProblem(id, CarbonProblem.FigureUnreadable, $"the field {wrong} is missing or has a wrong value");
        }

        if (!documents.TryGetValue(claim.FactorsSha256, out var document))
        {
            return new CarbonProblem(id, CarbonProblem.DocumentMissing, $"no document has the SHA-256 {OutsideText.Short(claim.FactorsSha256)}");
        }

        if (document.Find(claim.FactorId, claim.FactorVersion) is not { } factor)
        {
            return new CarbonProblem(
                id,
                CarbonProblem.FactorUnknown,
                $"the document has no factor '{OutsideText.Short(claim.FactorId)}' of version '{OutsideText.Short(claim.FactorVersion)}'");
        }

        if (MassOf(data) is { } mass && claim.Grams > Math.Max(mass, 0))
        {
            return new CarbonProblem(
                id, CarbonProblem.MoreThanWeighed, string.Create(CultureInfo.InvariantCulture, $"{claim.Grams} g count, and the piece weighs {mass} g"));
        }

        var (figure, uncertainty, capped) = CarbonFormula.Compute(factor, claim.Pieces, claim.Grams, claim.GramsUncertainty);
        return (claim.Figure, claim.Uncertainty, claim.Capped) == (figure, uncertainty, capped)
            ? null
            : new CarbonProblem(
                id,
                CarbonProblem.FigureDiffers,
                $"stated {Text(claim.Figure, claim.Uncertainty, claim.Capped)}, recomputed {Text(figure, uncertainty, capped)}");
    }

    private CarbonProblem? CheckClaim(ReceivedEvent read, JsonElement carbon)
    {
        if (carbon.ValueKind != JsonValueKind.Object || TextOf(carbon, "stage") != "confirmed")
        {
            return null;
        }

        // A confirmation names the drop-off that it is about.
        var dropOff = TextOf(read.Envelope.Data, "grades") ?? read.Envelope.Id;
        return _confirmed.TryAdd(dropOff, read.Envelope.Id)
            ? null
            : new CarbonProblem(
                read.Envelope.Id, CarbonProblem.DoubleClaim, $"{OutsideText.Short(dropOff)} was confirmed by {_confirmed[dropOff]} already");
    }

    private static decimal? MassOf(JsonElement data) =>
        data.TryGetProperty("mass", out var mass)
        && mass.ValueKind == JsonValueKind.Object
        && mass.TryGetProperty("grams", out var grams)
        && grams.ValueKind == JsonValueKind.Number
        && grams.TryGetDecimal(out var value) ? value : null;

    private static string? TextOf(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Text(decimal figure, decimal uncertainty, bool capped) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure:0.0###} ± {uncertainty:0.0###} g{(capped ? ", capped" : "")}");
}
