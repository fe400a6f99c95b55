using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Letters as strokes: the pictures need no font from the machine and look the same on each.</summary>
internal static class Lettering
{
    // Each pair of digits is a point on a grid of 5 × 7; a blank lifts the pen.
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['A'] = "062046 1333",
        ['B'] = "060030414233 0333 33444536 3606",
        ['C'] = "4130100105163645",
        ['D'] = "06003041453606",
        ['E'] = "40000646 0333",
        ['F'] = "400006 0333",
        ['G'] = "4130100105163645 454323",
        ['H'] = "0006 4046 0343",
        ['I'] = "2026 1030 1636",
        ['J'] = "4045361605",
        ['K'] = "0006 4003 0346",
        ['L'] = "000646",
        ['M'] = "0600234046",
        ['N'] = "06004640",
        ['O'] = "103041453616050110",
        ['P'] = "060030414203",
        ['Q'] = "1030414536160501 2446",
        ['R'] = "060030414203 2346",
        ['S'] = "413010010213334445361605",
        ['T'] = "0040 2026",
        ['U'] = "000516364540",
        ['V'] = "002640",
        ['W'] = "0016233640",
        ['X'] = "0046 4006",
        ['Y'] = "002340 2326",
        ['Z'] = "00400646",
        ['0'] = "103041453616050110",
        ['1'] = "112026 1636",
        ['2'] = "01103041420646",
        ['3'] = "004023334445361605",
        ['4'] = "36300444",
        ['5'] = "4000033344453606",
        ['6'] = "4030100105163645443303",
        ['7'] = "004016",
        ['8'] = "1330100102133344453616050413",
        ['9'] = "43130201103041453616",
        ['-'] = "1333",
        ['.'] = "2526",
        ['/'] = "0640",
        ['#'] = "1016 3036 0242 0444",
    };

    /// <summary>Draws upper-case Latin letters and digits; other characters leave a gap.</summary>
    /// <param name="canvas">In mm.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Left edge, mm.</param>
    /// <param name="y">Upper edge, mm.</param>
    /// <param name="height">Height of the letters, mm.</param>
    /// <param name="colour">The ink.</param>
    /// <param name="weight">Stroke width as a share of the height.</param>
    public static void Draw(SKCanvas canvas, string text, float x, float y, float height, SKColor colour, float weight = 0.16f)
    {
        var unit = height / 6;
        using var path = new SKPath();
        foreach (var letter in text)
        {
            if (Glyphs.TryGetValue(letter, out var strokes))
            {
                foreach (var stroke in strokes.Split(' '))
                {
                    for (var i = 0; i + 1 < stroke.Length; i += 2)
                    {
                        var at = new SKPoint(x + ((stroke[i] - '0') * unit * 0.9f), y + ((stroke[i + 1] - '0') * unit));
                        if (i == 0)
                        {
                            path.MoveTo(at);
                        }
                        else
                        {
                            path.LineTo(at);
                        }
                    }
                }
            }

            x += Advance(height);
        }

        using var paint = new SKPaint
        {
            Color = colour,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = height * weight,
            StrokeCap = SKStrokeCap.Square,
        };
        canvas.DrawPath(path, paint);
    }

    /// <summary>How wide a text is, in mm.</summary>
    public static float Width(string text, float height) => text.Length * Advance(height);

    private static float Advance(float height) => height * 0.88f;
}
