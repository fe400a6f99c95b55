using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Geometry;

/// <summary>
/// Marks the pixels of a part of a picture that differ from the same part of the empty platform, by the rules of
/// <see cref="Imaging.Changes.ChangeMap"/>: a shadow keeps the platform's colour and counts for little. Brightness and colour are compared after the light
/// of both pictures has been made equal along the border of the part, where there is no piece.
/// </summary>
internal sealed class PiecePixels
{
    private const float ColourWeight = 1.4f;
    private const float ColourStep = 10;
    private const float ColourSlack = 3;
    private const float MinShadowLight = 0.45f;
    private const float ShadowWeight = 0.12f;

    // Within so many pixels of the edge of a piece its own pixels are looked at.
    private const int EdgeReach = 4;

    // Of a pixel and its eight neighbours: specks have fewer.
    private const int MinNeighbours = 5;

    private readonly float[][] _before;
    private readonly float[][] _now;
    private readonly float[] _difference;
    private readonly bool[] _marked;
    private readonly bool[] _kept;

    /// <summary>Compares two decoded parts of the same size.</summary>
    /// <param name="before">The empty platform.</param>
    /// <param name="now">The platform with a piece.</param>
    /// <param name="border">The width of the border without a piece, in pixels.</param>
    /// <param name="step">The least difference that counts, of 255.</param>
    /// <param name="edgeShare">The share of the difference of the pixels near it that a pixel of the piece must have, 0–1.</param>
    public PiecePixels(Picture before, Picture now, int border, float step, float edgeShare)
    {
        (Width, Height) = (now.Part.Width, now.Part.Height);
        _before = Planes(before);
        _now = Planes(now);
        _difference = new float[Width * Height];
        _marked = new bool[Width * Height];
        _kept = new bool[Width * Height];
        for (var channel = 0; channel < 3; channel++)
        {
            Equalise(_before[channel], _now[channel], border);
        }

        Compare();
        Mark(step, edgeShare);
        Thin();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>True for a pixel of the piece.</summary>
    public bool this[int x, int y] => _kept[(y * Width) + x];

    // Each the mean of three by three pixels, which halves the noise and moves no straight edge.
    private float[][] Planes(Picture picture)
    {
        var planes = new float[3][];
        var pixels = picture.Pixels;
        var down = new float[Width * Height];
        for (var channel = 0; channel < 3; channel++)
        {
            var plane = new float[Width * Height];
            for (var y = 0; y < Height; y++)
            {
                var (above, below) = (Math.Max(y - 1, 0) * Width, Math.Min(y + 1, Height - 1) * Width);
                for (var x = 0; x < Width; x++)
                {
                    down[(y * Width) + x] = pixels[((above + x) * Picture.BytesPerPixel) + channel]
                        + pixels[(((y * Width) + x) * Picture.BytesPerPixel) + channel]
                        + pixels[((below + x) * Picture.BytesPerPixel) + channel];
                }
            }

            for (var y = 0; y < Height; y++)
            {
                var row = y * Width;
                for (var x = 0; x < Width; x++)
                {
                    plane[row + x] = (down[row + Math.Max(x - 1, 0)] + down[row + x] + down[row + Math.Min(x + 1, Width - 1)]) / 9;
                }
            }

            planes[channel] = plane;
        }

        return planes;
    }

    private void Equalise(float[] before, float[] now, int border)
    {
        var (sumBefore, sumNow) = (0.0, 0.0);
        for (var y = 0; y < Height; y++)
        {
            var isBorderRow = y < border || y >= Height - border;
            for (var x = 0; x < Width; x++)
            {
                if (isBorderRow || x < border || x >= Width - border)
                {
                    sumBefore += before[(y * Width) + x];
                    sumNow += now[(y * Width) + x];
                }
            }
        }

        var gain = (float)(sumBefore > 0 ? sumNow / sumBefore : 1);
        for (var i = 0; i < before.Length; i++)
        {
            before[i] *= gain;
        }
    }

    private void Compare()
    {
        for (var i = 0; i < _difference.Length; i++)
        {
            var (red, green, blue) = (_now[0][i] - _before[0][i], _now[1][i] - _before[1][i], _now[2][i] - _before[2][i]);
            var luma = Luma(_now, i);
            var lumaBefore = Luma(_before, i);
            var lumaStep = Math.Abs(luma - lumaBefore);
            var colourStep = Math.Abs(red - green - Shade(luma, lumaBefore, _before[0][i] - _before[1][i]))
                + Math.Abs(blue - green - Shade(luma, lumaBefore, _before[2][i] - _before[1][i]));
            var isShadow = colourStep < ColourStep && luma < lumaBefore && luma > lumaBefore * MinShadowLight;
            _difference[i] = (lumaStep * (isShadow ? ShadowWeight : 1)) + (Math.Max(colourStep - ColourSlack, 0) * ColourWeight);
        }
    }

    private void Mark(float step, float edgeShare)
    {
        var across = new float[_difference.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var highest = 0f;
                for (var near = Math.Max(x - EdgeReach, 0); near <= Math.Min(x + EdgeReach, Width - 1); near++)
                {
                    highest = Math.Max(highest, _difference[(y * Width) + near]);
                }

                across[(y * Width) + x] = highest;
            }
        }

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var highest = 0f;
                for (var near = Math.Max(y - EdgeReach, 0); near <= Math.Min(y + EdgeReach, Height - 1); near++)
                {
                    highest = Math.Max(highest, across[(near * Width) + x]);
                }

                var difference = _difference[(y * Width) + x];
                _marked[(y * Width) + x] = difference > step && difference >= edgeShare * highest;
            }
        }
    }

    // By how much a colour difference shrinks when the same surface gets less light.
    private static float Shade(float luma, float lumaBefore, float difference) =>
        luma < lumaBefore && lumaBefore > 0 ? difference * ((luma / lumaBefore) - 1) : 0;

    private static float Luma(float[][] planes, int i) => (0.299f * planes[0][i]) + (0.587f * planes[1][i]) + (0.114f * planes[2][i]);

    private void Thin()
    {
        for (var y = 1; y < Height - 1; y++)
        {
            for (var x = 1; x < Width - 1; x++)
            {
                var count = 0;
                for (var row = y - 1; row <= y + 1; row++)
                {
                    for (var column = x - 1; column <= x + 1; column++)
                    {
                        count += _marked[(row * Width) + column] ? 1 : 0;
                    }
                }

                _kept[(y * Width) + x] = count >= MinNeighbours;
            }
        }
    }
}
