using System.Numerics;
using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Quality;

/// <summary>Measures whether a picture can be judged: its light, and the sharpness of what the network sees. Not for use by two threads at once.</summary>
internal sealed class FrameQuality(int width, int height)
{
    /// <summary>Mean luma of a picture, 0–255, under which it is dark.</summary>
    public const double DarkBelow = 22;

    /// <summary>Mean luma of a picture over which it is overexposed.</summary>
    public const double OverexposedAbove = 210;

    /// <summary>Sharpness under which a picture is blurred; see <see cref="Sharpness"/>.</summary>
    public const double BlurredBelow = 0.18;

    /// <summary>
    /// Sharpness under which a picture is blurred although the platform around the piece looks as sharp as in the reference: the lens is out of focus in
    /// both.
    /// </summary>
    public const double SurelyBlurredBelow = 0.08;

    // Below this spread of luma there is no edge that could be sharp, as with a sheet of film on a mat of its own colour.
    private const int MinContrast = 24;

    private const int Channels = 3;

    // Pixels between the points that the Laplacian compares, and how near the edge it can be taken.
    private const int Reach = 2;
    private const int Border = Reach + 1;

    private readonly ushort[] _luma = new ushort[width * height];
    private readonly ushort[] _smooth = new ushort[width * height];
    private readonly ushort[] _scratch = new ushort[2 * width * height];
    private readonly ushort[] _edges = new ushort[(width - (2 * Border)) * (height - (2 * Border))];

    /// <summary>
    /// The Laplacian that only one pixel in a hundred exceeds, as a share of the picture's contrast. A step edge gives 1, the same edge blurred over
    /// s pixels about 1/s². It is divided by the contrast, because a dim picture is not blurred.
    /// </summary>
    /// <param name="rgb">What the network sees: height × width × 3 bytes.</param>
    /// <returns>About 0–2; null when the picture has too little contrast to tell.</returns>
    public double? Sharpness(ReadOnlySpan<byte> rgb)
    {
        for (int i = 0, from = 0; i < _luma.Length; i++, from += Channels)
        {
            _luma[i] = (ushort)(((77 * rgb[from]) + (150 * rgb[from + 1]) + (29 * rgb[from + 2])) >> 8);
        }

        var contrast = Quantiles.Of(_luma, 0.98) - Quantiles.Of(_luma, 0.02);
        if (contrast < MinContrast)
        {
            return null;
        }

        // Sums of nine: sensor noise must not pass for sharpness.
        GridFilter.Around<ushort, GridFilter.Sum>(_luma, _smooth, _scratch, width);
        var inner = width - (2 * Border);
        for (var y = Border; y < height - Border; y++)
        {
            FindEdges((y * width) + Border, _edges.AsSpan((y - Border) * inner, inner));
        }

        return Quantiles.Of(_edges, 0.99) / (double)(9 * contrast);
    }

    private void FindEdges(int start, Span<ushort> edges)
    {
        ReadOnlySpan<ushort> smooth = _smooth;
        var above = smooth[(start - (Reach * width))..];
        var left = smooth[(start - Reach)..];
        var here = smooth[start..];
        var right = smooth[(start + Reach)..];
        var below = smooth[(start + (Reach * width))..];
        var x = 0;
        for (; x <= edges.Length - Vector<ushort>.Count; x += Vector<ushort>.Count)
        {
            // Both sides are at most 4 × 9 × 255, and so is their difference.
            var middle = new Vector<ushort>(here[x..]) << 2;
            var around = new Vector<ushort>(above[x..]) + new Vector<ushort>(left[x..]) + new Vector<ushort>(right[x..]) + new Vector<ushort>(below[x..]);
            (Vector.Max(middle, around) - Vector.Min(middle, around)).CopyTo(edges[x..]);
        }

        for (; x < edges.Length; x++)
        {
            edges[x] = (ushort)Math.Abs((4 * here[x]) - above[x] - left[x] - right[x] - below[x]);
        }
    }
}
