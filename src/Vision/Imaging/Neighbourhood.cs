namespace StationAgent.Vision.Imaging;

/// <summary>
/// A cell and those around it. Measuring a change against the lowest and the highest value there, and not against one value, forgives a camera that moved
/// by less than a cell: the pattern of a mat does not become an object.
/// </summary>
internal readonly ref struct Neighbourhood
{
    private readonly int _width;
    private readonly int _left;
    private readonly int _right;
    private readonly int _top;
    private readonly int _bottom;

    public Neighbourhood(int x, int y, int width, int height)
    {
        _width = width;
        (_left, _right) = (Math.Max(x - 1, 0), Math.Min(x + 1, width - 1));
        (_top, _bottom) = (Math.Max(y - 1, 0), Math.Min(y + 1, height - 1));
    }

    /// <summary>How far a value lies above the highest (positive) or below the lowest (negative) of the plane here; 0 between them.</summary>
    public float Outside(ReadOnlySpan<float> plane, float value)
    {
        float lowest = float.MaxValue, highest = float.MinValue;
        for (var y = _top; y <= _bottom; y++)
        {
            foreach (var here in plane.Slice((y * _width) + _left, _right - _left + 1))
            {
                lowest = Math.Min(lowest, here);
                highest = Math.Max(highest, here);
            }
        }

        return value > highest ? value - highest : value < lowest ? value - lowest : 0;
    }
}
