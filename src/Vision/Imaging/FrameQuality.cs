namespace StationAgent.Vision.Imaging;

/// <summary>Whether a picture can be judged at all: its light, and the sharpness of what the network sees. Not for use by two threads at once.</summary>
internal sealed class FrameQuality(int width, int height)
{
    /// <summary>Mean luma of a picture, 0–255, under which it is dark.</summary>
    public const double DarkBelow = 22;

    /// <summary>Mean luma of a picture over which it is overexposed.</summary>
    public const double OverexposedAbove = 240;

    /// <summary>Sharpness under which a picture is blurred; see <see cref="Sharpness"/>.</summary>
    public const double BlurredBelow = 0.045;

    // Below this spread of luma there is no edge to be sharp: a sheet of film on a mat of its own colour.
    private const int LeastContrast = 24;

    private const int Channels = 3;

    // Pixels between the points that the Laplacian compares, and how near the edge it can be taken.
    private const int Reach = 2;
    private const int Border = Reach + 1;

    private readonly byte[] _luma = new byte[width * height];
    private readonly int[] _histogram = new int[256];
    private readonly int[] _smooth = new int[width * height];
    private readonly int[] _edges = new int[9 * 4 * 256];

    /// <summary>Mean luma of a picture, 0–255.</summary>
    public static double Brightness(Overview overview)
    {
        double sum = 0;
        for (var cell = 0; cell < overview.Cells; cell++)
        {
            sum += overview.Luma(cell);
        }

        return sum / overview.Cells;
    }

    /// <summary>
    /// The Laplacian that only one pixel in a hundred exceeds, as a share of the picture's contrast. A step edge gives 1, the same edge blurred over
    /// s pixels about 1/s². Against the contrast, because a dim picture is not a blurred one.
    /// </summary>
    /// <param name="rgb">What the network sees: height × width × 3 bytes.</param>
    /// <returns>About 0–2; null when the picture has too little contrast to tell.</returns>
    public double? Sharpness(ReadOnlySpan<byte> rgb)
    {
        _histogram.AsSpan().Clear();
        for (int i = 0, from = 0; i < _luma.Length; i++, from += Channels)
        {
            _luma[i] = (byte)(((77 * rgb[from]) + (150 * rgb[from + 1]) + (29 * rgb[from + 2])) >> 8);
            _histogram[_luma[i]]++;
        }

        var contrast = Quantile(_histogram, _luma.Length, 0.98) - Quantile(_histogram, _luma.Length, 0.02);
        if (contrast < LeastContrast)
        {
            return null;
        }

        Smooth();
        _edges.AsSpan().Clear();
        var count = 0;
        for (var y = Border; y < height - Border; y++)
        {
            for (var i = (y * width) + Border; i < ((y + 1) * width) - Border; i++, count++)
            {
                var laplacian = (4 * _smooth[i]) - _smooth[i - Reach] - _smooth[i + Reach] - _smooth[i - (Reach * width)] - _smooth[i + (Reach * width)];
                _edges[Math.Min(Math.Abs(laplacian), _edges.Length - 1)]++;
            }
        }

        return Quantile(_edges, count, 0.99) / (double)(9 * contrast);
    }

    // Sums of nine: sensor noise must not pass for sharpness.
    private void Smooth()
    {
        for (var y = 1; y < height - 1; y++)
        {
            for (var i = (y * width) + 1; i < ((y + 1) * width) - 1; i++)
            {
                _smooth[i] = _luma[i - width - 1] + _luma[i - width] + _luma[i - width + 1]
                    + _luma[i - 1] + _luma[i] + _luma[i + 1]
                    + _luma[i + width - 1] + _luma[i + width] + _luma[i + width + 1];
            }
        }
    }

    private static int Quantile(ReadOnlySpan<int> histogram, int count, double share)
    {
        var below = 0;
        for (var value = 0; value < histogram.Length; value++)
        {
            below += histogram[value];
            if (below >= share * count)
            {
                return value;
            }
        }

        return histogram.Length - 1;
    }
}
