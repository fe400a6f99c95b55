using StationAgent.DropOff;
using StationAgent.DropOff.Rules;

namespace StationAgent.Contracts.Carbon;

/// <summary>Makes the carbon figures of a station: its rules name a factor for each class and each way that a piece can go.</summary>
/// <param name="factors">The document with the factors.</param>
/// <param name="rules">The rules of the classes.</param>
internal sealed class CarbonFigures(FactorsDocument factors, ClassRules rules)
{
    /// <summary>The document with the factors.</summary>
    public FactorsDocument Factors => factors;

    /// <summary>Computes the figure of a piece that was dropped off: what becomes of it is not known yet.</summary>
    /// <inheritdoc cref="For"/>
    public CarbonData? Expected(string? path, Disposition disposition, MassData? mass, double? creditGrams = null) =>
        For(path, disposition, mass, creditGrams, CarbonStage.Expected);

    /// <summary>Computes the figure of a piece of which a person has decided what becomes of it.</summary>
    /// <inheritdoc cref="For"/>
    public CarbonData? Confirmed(string? path, Disposition disposition, MassData? mass, double? creditGrams = null) =>
        For(path, disposition, mass, creditGrams, CarbonStage.Confirmed);

    /// <param name="path">The class of the piece; null when it has none.</param>
    /// <param name="disposition">Where it goes.</param>
    /// <param name="mass">Its mass as published; null when it was never weighed.</param>
    /// <param name="creditGrams">The mass that counts, in g, when it is less than <paramref name="mass"/>, as for a wet piece; null for all of it.</param>
    /// <param name="stage">Whether it is known what becomes of the piece.</param>
    /// <returns>Null when no factor applies, or when there is no mass.</returns>
    private CarbonData? For(string? path, Disposition disposition, MassData? mass, double? creditGrams, CarbonStage stage)
    {
        if (path is null || mass is null || rules.For(path)?.FactorFor(disposition) is not { } id || factors.Find(id) is not { } factor)
        {
            return null;
        }

        var grams = Rounded.Grams(Math.Clamp(creditGrams ?? mass.Grams, 0, Math.Max(0, mass.Grams)));
        var basis = new CarbonBasis(Pieces: 1, grams, mass.Uncertainty);
        var (figure, uncertainty, capped) = CarbonFormula.Compute(factor, basis.Pieces, (decimal)basis.Grams, (decimal)basis.GramsUncertainty);
        return new CarbonData((double)figure, (double)uncertainty, basis, capped, factor.Id, factor.Version, factors.Sha256, stage);
    }
}
