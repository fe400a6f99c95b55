using System.Globalization;
using StationAgent.Vision.Geometry;

namespace StationAgent.Cli.Cameras;

/// <summary>Sheets in words: their sizes as a person types them, and why a picture cannot be used.</summary>
internal static class SheetText
{
    private const double SmallestMm = 50;
    private const double LargestMm = 2_000;

    /// <summary>Reads <c>a4</c>, <c>a3</c>, <c>letter</c>, or two sides in mm such as <c>300x200</c>.</summary>
    public static bool TryParse(string text, out SheetSize size)
    {
        size = text.ToUpperInvariant() switch
        {
            "A4" => SheetSize.A4,
            "A3" => SheetSize.A3,
            "LETTER" => SheetSize.Letter,
            _ => default,
        };
        if (size != default)
        {
            return true;
        }

        var sides = text.Split('x', 'X');
        if (sides.Length != 2 || Side(sides[0]) is not { } one || Side(sides[1]) is not { } other)
        {
            return false;
        }

        size = new SheetSize(Math.Max(one, other), Math.Min(one, other));
        return true;
    }

    /// <summary>Why a picture cannot be used, and what to do.</summary>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="size">The size of the sheet.</param>
    public static string Of(SheetProblem problem, SheetSize size) => problem switch
    {
        SheetProblem.Several => "it shows more than one sheet: leave only one on the platform",
        SheetProblem.CutOff => "the sheet reaches over the edge of the picture, or there is none: lay it into the middle of the platform, on a darker ground",
        SheetProblem.TooSmall => "the sheet covers too few pixels: use a larger sheet, or larger pictures",
        SheetProblem.WrongShape => Text(
            $"the bright area has not the shape of a sheet of {size.LengthMm:0.#} x {size.WidthMm:0.#} mm: uncover all of it, unfold it, or name its size with --sheet"),
        SheetProblem.Blurred => "the edges of the sheet are blurred: focus the camera and clean its lens",
        SheetProblem.NotFlat => "the edges of the sheet are not straight: lay it flat, or use stiffer paper",
        _ => "no sheet was found: lay one into the middle of the platform, on a darker ground and in even light",
    };

    private static double? Side(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= SmallestMm and <= LargestMm ? value : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
