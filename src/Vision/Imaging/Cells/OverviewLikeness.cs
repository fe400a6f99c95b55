namespace StationAgent.Vision.Imaging.Cells;

/// <summary>Decides whether two small pictures show the same.</summary>
internal static class OverviewLikeness
{
    // A cell is at least an eighth of a hand wide. One in three hundred may differ: insects, a flickering display in the corner.
    private const float Step = 12;
    private const double MaxShare = 1.0 / 300;

    // A hand that comes in changes the light of all the rest by automatic exposure; more than this means another picture.
    private const float MaxShift = 20;

    /// <summary>True when nothing moved between them; false also when their shapes differ.</summary>
    public static bool Agree(Overview first, Overview second)
    {
        if (first.Width != second.Width || first.Height != second.Height)
        {
            return false;
        }

        double sum = 0;
        for (var cell = 0; cell < first.Cells; cell++)
        {
            sum += second.Luma(cell) - first.Luma(cell);
        }

        var shift = (float)(sum / first.Cells);
        var differing = 0;
        for (var cell = 0; cell < first.Cells; cell++)
        {
            differing += Math.Abs(second.Luma(cell) - first.Luma(cell) - shift) > Step ? 1 : 0;
        }

        return Math.Abs(shift) <= MaxShift && differing <= MaxShare * first.Cells;
    }
}
