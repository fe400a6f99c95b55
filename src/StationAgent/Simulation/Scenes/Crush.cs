using System.Numerics;

namespace StationAgent.Simulation.Scenes;

/// <summary>
/// How a carton's shape was changed. Board folds along lines and stays flat between them: corners are pushed in by planes, dents are cones,
/// and only what was pushed wrinkles.
/// </summary>
internal sealed class Crush
{
    private readonly record struct Push(Vector3 Normal, float Limit, float Rest, float Wrinkle);

    private readonly record struct Dent(Vector3 Centre, Vector3 Inward, float Radius, float Depth);

    private readonly List<Push> _pushes = [];
    private readonly List<Dent> _dents = [];
    private readonly Vector2 _lean;
    private readonly float _height;
    private readonly float _bulge;
    private readonly int _seed;

    private Crush(int seed, float height, Vector2 lean, float bulge) => (_seed, _height, _lean, _bulge) = (seed, height, lean, bulge);

    public static Crush Draw(SceneItem item, CartonBody body)
    {
        var random = SceneRandom.For(item.Seed, "crush");
        var (l, w, h) = (body.L, body.W, body.H);
        var crushed = item.SubType == "crushed";
        var lean = new Vector2((float)random.Bell(), (float)random.Bell()) * (crushed ? 0.09f : 0.035f);
        var made = new Crush(item.Seed, h, lean, random.Range(0f, crushed ? 0.1f : 0.04f) * w);
        var least = Math.Min(w, h);
        var pushes = item.SubType switch
        {
            "crushed" => 2 + random.Below(3),
            "dented" => random.Below(2),
            "wet" => 1,
            _ => random.Below(2)
        };
        for (var i = 0; i < pushes; i++)
        {
            var corner = new Vector3(random.Pick(-1f, 1f), random.Pick(-1f, 1f), 1);
            // A zero weight turns the corner's push into one on a whole edge.
            var weights = new Vector3(
                random.Chance(0.25) ? 0 : random.Range(0.35f, 1f), random.Chance(0.2) ? 0 : random.Range(0.35f, 1f),
                random.Range(0.4f, 1.1f));
            var normal = Vector3.Normalize(corner * weights + (Vector3.UnitZ * 0.01f));
            var depth = least * (crushed ? random.Range(0.35f, 0.8f) : random.Range(0.2f, 0.4f));
            var tip = Vector3.Dot(normal, corner * new Vector3(l, w, h));
            made._pushes.Add(new Push(normal, tip - depth, random.Range(0.05f, 0.25f), random.Range(4f, 11f)));
        }

        var dents = item.SubType switch
        {
            "dented" => 2 + random.Below(3),
            "crushed" => 1 + random.Below(2),
            "wet" => 1,
            _ => random.Below(2)
        };
        for (var i = 0; i < dents; i++)
        {
            var radius = least * random.Range(0.5f, 1.1f);
            var (centre, inward) = random.Below(4) switch
            {
                0 => (new Vector3(random.Range(-l, l), random.Pick(-w, w), random.Range(0.4f, 1f) * h), Vector3.UnitY),
                1 => (new Vector3(random.Pick(-l, l), random.Range(-w, w), random.Range(0.4f, 1f) * h), Vector3.UnitX),
                _ => (new Vector3(random.Range(-0.8f, 0.8f) * l, random.Range(-0.8f, 0.8f) * w, h), -Vector3.UnitZ),
            };
            if (inward != -Vector3.UnitZ)
            {
                inward *= -Math.Sign(Vector3.Dot(inward, centre));
            }

            made._dents.Add(new Dent(centre, inward, radius, radius * random.Range(0.3f, 0.6f)));
        }

        return made;
    }

    /// <summary>Where a point of the whole carton's surface went, in the carton's own axes.</summary>
    public Vector3 Move(Vector3 p)
    {
        var rise = p.Z / _height;
        var swell = MathF.Sin(MathF.PI * rise) * _bulge;
        p += new Vector3((_lean.X * p.Z) + (Math.Sign(p.X) * swell * 0.5f), (_lean.Y * p.Z) + (Math.Sign(p.Y) * swell), 0);
        foreach (var dent in _dents)
        {
            var share = 1 - (Vector3.Distance(p, dent.Centre) / dent.Radius);
            if (share > 0)
            {
                p += dent.Inward * dent.Depth * share;
            }
        }

        foreach (var push in _pushes)
        {
            var beyond = Vector3.Dot(push.Normal, p) - push.Limit;
            if (beyond > 0)
            {
                var wrinkle = push.Wrinkle * Math.Min(1, beyond / 18);
                p -= push.Normal * beyond * (1 - push.Rest);
                p += wrinkle * new Vector3(Jitter(p, 0), Jitter(p, 1), Jitter(p, 2));
            }
        }

        return p with { Z = Math.Max(p.Z, 0) };
    }

    /// <summary>The eight corners after it, in the world.</summary>
    public Vector3[] Corners(CartonBody body)
    {
        var corners = new Vector3[8];
        for (var i = 0; i < 8; i++)
        {
            var p = Move(new Vector3((i & 1) == 0 ? -body.L : body.L, (i & 2) == 0 ? -body.W : body.W, (i & 4) == 0 ? 0 : body.H));
            corners[i] = body.Frame.Point(p.X, p.Y, p.Z);
        }

        return corners;
    }

    private float Jitter(Vector3 p, int axis) => Noise.At((p.X + p.Z) / 23, (p.Y - (p.Z * 0.7f)) / 23, _seed + axis);
}
