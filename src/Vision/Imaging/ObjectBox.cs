namespace StationAgent.Vision.Imaging;

/// <summary>The place of an object, as shares of the picture's width and height, 0–1 from the top left.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Behind the last column.</param>
/// <param name="Bottom">Behind the last row.</param>
internal readonly record struct ObjectBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The whole picture.</summary>
    public static ObjectBox Whole { get; } = new(0, 0, 1, 1);

    private double Area => Math.Max(Right - Left, 0) * Math.Max(Bottom - Top, 0);

    /// <summary>How much of the area that two boxes cover together is covered by both, 0–1 (intersection over union).</summary>
    public double Shared(ObjectBox other)
    {
        var both = new ObjectBox(
            Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
        return both / (Area + other.Area - both);
    }

    /// <summary>
    /// The part of a picture that the network sees: a square around the object with a margin, moved inside the picture. A side that would be longer
    /// than the picture is as long as the picture.
    /// </summary>
    /// <param name="margin">Added on each side, as a share of the object's longer side.</param>
    /// <param name="size">The picture, in pixels.</param>
    /// <returns>Shares of the picture again.</returns>
    public ObjectBox SquareInside(double margin, PictureSize size)
    {
        var side = Math.Max((Right - Left) * size.Width, (Bottom - Top) * size.Height) * (1 + (2 * margin));
        var across = Math.Min(side / size.Width, 1);
        var down = Math.Min(side / size.Height, 1);
        var left = Math.Clamp((Left + Right - across) / 2, 0, 1 - across);
        var top = Math.Clamp((Top + Bottom - down) / 2, 0, 1 - down);
        return new ObjectBox(left, top, left + across, top + down);
    }
}
