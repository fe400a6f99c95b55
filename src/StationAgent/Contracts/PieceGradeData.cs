using StationAgent.DropOff.Grading;

namespace StationAgent.Contracts;

/// <summary>What size, area and mass tell of a piece.</summary>
/// <param name="Form">In which form it was brought.</param>
/// <param name="Extent">How large it is seen.</param>
/// <param name="MassPerArea">Its mass on the area that it covers, in kg/m², to a hundredth.</param>
/// <param name="Sizes">The known sizes that fit.</param>
/// <param name="CreditGrams">The mass, limited to what a dry and empty piece weighs, in grams to a tenth; null when no class was recognised.</param>
internal sealed record PieceGradeData(SeenForm Form, ExtentData Extent, double MassPerArea, IReadOnlyList<string> Sizes, double? CreditGrams)
{
    /// <summary>Maps a grade.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static PieceGradeData From(PieceGrade grade) => new(
        grade.Form,
        new ExtentData(Rounded.Millimetres(grade.Extent.LengthMm), Rounded.Millimetres(grade.Extent.WidthMm), Rounded.Millimetres(grade.Extent.UncertaintyMm)),
        Rounded.KilogramsPerSquareMetre(grade.MassPerArea),
        grade.Sizes,
        grade.Credit is { } credit ? Rounded.Grams(credit.Value) : null);
}
