namespace StationAgent.Vision.Imaging;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PixelPart(int Left, int Top, int Width, int Height)
{
    /// <summary>The pixels that a part of a picture touches, and as many around it as the picture has.</summary>
    /// <param name="part">The part, as shares of the picture.</param>
    /// <param name="margin">Pixels wanted on each side.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public static PixelPart Around(ObjectBox part, int margin, int width, int height)
    {
        var left = Math.Max((int)Math.Floor(part.Left * width) - margin, 0);
        var top = Math.Max((int)Math.Floor(part.Top * height) - margin, 0);
        var right = Math.Min((int)Math.Ceiling(part.Right * width) + margin, width);
        var bottom = Math.Min((int)Math.Ceiling(part.Bottom * height) + margin, height);
        return new PixelPart(left, top, right - left, bottom - top);
    }
}
