using StationAgent.DropOff.Rules;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff.Grading;

/// <summary>Grades a piece by its mass on the area that it covers.</summary>
internal static class PieceGrader
{
    private const double GramsPerKilogram = 1_000;

    /// <summary>Grades a piece.</summary>
    /// <param name="seen">What the pictures showed.</param>
    /// <param name="mass">The settled mass of the piece.</param>
    /// <param name="rules">The rules of the classes.</param>
    /// <param name="table">The known sizes.</param>
    /// <returns>Null when the pictures gave no extent, or the scale no mass.</returns>
    public static PieceGrade? Of(Recognition? seen, StableWeight mass, ClassRules rules, SizeTable table)
    {
        if (seen?.Extent is not { LengthMm: > 0, WidthMm: > 0, AreaSquareMetres: > 0 } extent || mass.Mass <= Grams.Zero)
        {
            return null;
        }

        var perArea = mass.Mass.Value / GramsPerKilogram / extent.AreaSquareMetres;
        if (seen.Class is not { IsEmptyPlatform: false } known)
        {
            return new PieceGrade(SeenForm.Unknown, extent, perArea, [], Credit: null);
        }

        if (!table.HasSizes(known.Path))
        {
            return new PieceGrade(SeenForm.Unknown, extent, perArea, [], Limited(mass.Mass, rules.For(known.Path)?.HeaviestGrams));
        }

        var doubt = Doubt(extent, mass);
        var form = table.FormOf(perArea * (1 - doubt), perArea * (1 + doubt));
        var sizes = SizeFit.Of(form, extent, table);

        // Sizes that all fit cannot be told apart: the heaviest counts, so that no one gets less than the piece is worth.
        double? cap = sizes.IsEmpty ? rules.For(known.Path)?.HeaviestGrams : sizes.Max(size => table.Sizes[size].HeaviestGrams);
        return new PieceGrade(form, extent, perArea, sizes, Limited(mass.Mass, cap));
    }

    // Relative, for 95 %: the errors of the mass and of the two sides are independent.
    private static double Doubt(SeenExtent extent, StableWeight mass)
    {
        var (weighed, along, across) = (
            mass.Uncertainty.Value / mass.Mass.Value, extent.UncertaintyMm / extent.LengthMm, extent.UncertaintyMm / extent.WidthMm);
        return Math.Sqrt((weighed * weighed) + (along * along) + (across * across));
    }

    private static Grams? Limited(Grams mass, double? cap) => cap is { } most ? new Grams(Math.Min(mass.Value, most)) : null;
}
