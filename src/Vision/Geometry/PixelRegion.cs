namespace StationAgent.Vision.Geometry;

/// <summary>A rectangle in a picture, in pixels from its top left corner.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelRegion(double Left, double Top, double Width, double Height)
{
    /// <summary>True when a point is in it.</summary>
    /// <param name="point">The point.</param>
    public bool Contains(PlanePoint point) => point.X >= Left && point.Y >= Top && point.X <= Left + Width && point.Y <= Top + Height;

    /// <summary>The same part of a picture of another size.</summary>
    /// <param name="across">Columns of the present picture for one column of the other.</param>
    /// <param name="down">Rows of the present picture for one row of the other.</param>
    public PixelRegion Over(double across, double down) => new(Left / across, Top / down, Width / across, Height / down);
}
