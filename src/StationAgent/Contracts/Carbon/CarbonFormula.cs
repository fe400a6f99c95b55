namespace StationAgent.Contracts.Carbon;

/// <summary>
/// Computes a carbon figure from published numbers alone. It counts in decimal numbers, and no step before the last one rounds: value and mass have 16 digits together at
/// most, and <see cref="decimal"/> has 28. So a reader who computes in decimal numbers finds the same digits in any language.
/// </summary>
internal static class CarbonFormula
{
    private const int Digits = 1;

    /// <summary>Computes a figure.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="pieces">The number of pieces, 0 or more.</param>
    /// <param name="grams">The mass that counts, in g, 0 or more, as published.</param>
    /// <param name="gramsUncertainty">Half-width of its 95 % interval, in g, as published.</param>
    /// <returns>The figure and the half-width of its 95 % interval, both in grams of CO2 equivalent, to a tenth; and whether the cap limits it.</returns>
    public static (decimal Figure, decimal Uncertainty, bool Capped) Compute(Factor factor, int pieces, decimal grams, decimal gramsUncertainty)
    {
        var whole = factor.Value * (factor.IsPerPiece ? pieces : grams);
        var most = factor.Cap?.GramsPerGram * grams;
        var capped = whole > most;
        var figure = capped ? most!.Value : whole;

        // The two half-widths are added up, not their squares: the sum is never too small, whatever connects the errors, and needs no root.
        var perGram = capped ? factor.Cap!.GramsPerGram : factor.IsPerPiece ? 0 : factor.Value;
        var uncertainty = (figure * factor.RelativeUncertainty) + (perGram * gramsUncertainty);
        return (Round(figure), Round(uncertainty), capped);
    }

    private static decimal Round(decimal value) => decimal.Round(value, Digits, MidpointRounding.AwayFromZero);
}
