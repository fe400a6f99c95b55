using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A carton's surface as flat triangles, each with its own light, drawn from the farthest to the nearest.</summary>
internal sealed class FacetMesh(SceneStage stage, CartonBody body, Crush crush)
{
    private const int Cells = 15;

    private readonly List<Facet> _facets = [];

    /// <summary>Adds a face: 0 the lid, 1 to 4 the walls.</summary>
    /// <param name="face">Which.</param>
    /// <param name="size">Its size in mm.</param>
    /// <param name="at">Its upper left corner in the sheet of art, mm.</param>
    /// <param name="pixelsPerMm">The sheet's scale.</param>
    public void Add(int face, SKSize size, SKPoint at, float pixelsPerMm)
    {
        var points = new Vector3[(Cells + 1) * (Cells + 1)];
        var art = new SKPoint[points.Length];
        for (var j = 0; j <= Cells; j++)
        {
            for (var i = 0; i <= Cells; i++)
            {
                var (u, v) = ((float)i / Cells, (float)j / Cells);
                var p = crush.Move(Local(face, u, v));
                points[(j * (Cells + 1)) + i] = body.Frame.Point(p.X, p.Y, p.Z);
                art[(j * (Cells + 1)) + i] = new SKPoint((at.X + (u * size.Width)) * pixelsPerMm, (at.Y + (v * size.Height)) * pixelsPerMm);
            }
        }

        for (var j = 0; j < Cells; j++)
        {
            for (var i = 0; i < Cells; i++)
            {
                var a = (j * (Cells + 1)) + i;
                var (b, c, d) = (a + 1, a + Cells + 2, a + Cells + 1);
                // The diagonal changes sides, or all creases would run one way.
                if (((i + j) & 1) == 0)
                {
                    Facets(points, art, a, b, c);
                    Facets(points, art, a, c, d);
                }
                else
                {
                    Facets(points, art, a, b, d);
                    Facets(points, art, b, c, d);
                }
            }
        }
    }

    public void Draw(SKImage sheet)
    {
        _facets.Sort((x, y) => y.Distance.CompareTo(x.Distance));
        var count = _facets.Count * 3;
        var (positions, texels, colours) = (new SKPoint[count], new SKPoint[count], new SKColor[count]);
        for (var i = 0; i < _facets.Count; i++)
        {
            var facet = _facets[i];
            (positions[3 * i], positions[(3 * i) + 1], positions[(3 * i) + 2]) = (facet.A, facet.B, facet.C);
            (texels[3 * i], texels[(3 * i) + 1], texels[(3 * i) + 2]) = (facet.ArtA, facet.ArtB, facet.ArtC);
            colours.AsSpan(3 * i, 3).Fill(facet.Light);
        }

        using var vertices = SKVertices.CreateCopy(SKVertexMode.Triangles, positions, texels, colours);
        using var shader = sheet.ToShader(SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, new SKSamplingOptions(SKFilterMode.Linear));
        using var paint = new SKPaint { Shader = shader, IsAntialias = true };
        stage.Canvas.DrawVertices(vertices, SKBlendMode.Modulate, paint);
    }

    private Vector3 Local(int face, float u, float v)
    {
        var (l, w, z) = (body.L, body.W, body.H * (1 - v));
        return face switch
        {
            0 => new Vector3(((2 * u) - 1) * l, ((2 * v) - 1) * w, body.H),
            1 => new Vector3(((2 * u) - 1) * l, w, z),
            2 => new Vector3(l, (1 - (2 * u)) * w, z),
            3 => new Vector3((1 - (2 * u)) * l, -w, z),
            _ => new Vector3(-l, ((2 * u) - 1) * w, z),
        };
    }

    private void Facets(Vector3[] points, SKPoint[] art, int a, int b, int c)
    {
        var (pa, pb, pc) = (points[a], points[b], points[c]);
        var normal = Vector3.Cross(pc - pa, pb - pa);
        var length = normal.Length();
        if (length < 1e-3f)
        {
            return;
        }

        normal /= -length;
        var centre = (pa + pb + pc) / 3;
        if (!stage.Faces(centre, normal))
        {
            return;
        }

        // Ground and neighbouring folds keep some of the room's light away.
        var foot = 0.8f + (0.2f * Math.Clamp((centre.Z - body.Frame.Origin.Z) / (body.H * 0.8f), 0, 1));
        // Folds are told by contrast: a facet's light counts a little more than on a flat wall.
        var shade = stage.Light.Shade(normal);
        var grey = Paint.Byte(255 * Math.Clamp((shade + ((shade - 0.8f) * 0.35f)) * 0.92f * foot, 0.27f, 1));
        _facets.Add(new Facet(
            stage.Camera.Project(pa), stage.Camera.Project(pb), stage.Camera.Project(pc), art[a], art[b], art[c],
            new SKColor(grey, grey, grey), Vector3.DistanceSquared(centre, stage.Camera.Position)));
    }

    private readonly record struct Facet(
        SKPoint A, SKPoint B, SKPoint C, SKPoint ArtA, SKPoint ArtB, SKPoint ArtC, SKColor Light, float Distance);
}
