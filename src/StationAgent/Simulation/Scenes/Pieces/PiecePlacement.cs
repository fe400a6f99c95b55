namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>Where people lay a piece: anywhere on the platform where it lies wholly, turned as far as that allows.</summary>
internal static class PiecePlacement
{
    // Pieces keep away from the platform's edges, tall ones more as the camera sees their tops farther out.
    private const double EdgeMm = 60;
    private const double TallMm = 800;

    // A piece longer than the platform is deep is laid along it.
    private const double FreeTurn = 90;
    private const double LongTurn = 15;

    /// <summary>The piece at its place; each of the three numbers, from -1 to 1, chooses from all there are.</summary>
    public static PlacedItem Of(SceneItem item, double turn, double along, double across)
    {
        var diagonal = Math.Sqrt((item.LengthMm * item.LengthMm) + (item.WidthMm * item.WidthMm));
        var rotation = turn * (diagonal < PlatformSize.DepthMm - (2 * EdgeMm) ? FreeTurn : LongTurn);
        var (sine, cosine) = Math.SinCos(Math.Abs(rotation) * Math.PI / 180);
        var wide = (item.LengthMm * cosine) + (item.WidthMm * sine);
        var deep = (item.LengthMm * sine) + (item.WidthMm * cosine);
        var low = 1 - Math.Min(item.HeightMm / TallMm, 1);
        var x = Math.Max(((PlatformSize.WidthMm - wide) / 2) - EdgeMm, 0) * low;
        var y = Math.Max(((PlatformSize.DepthMm - deep) / 2) - EdgeMm, 0) * low;
        return new PlacedItem(item, along * x, across * y, rotation);
    }
}
