using System.Collections.Immutable;

namespace StationAgent.Vision.Geometry;

/// <summary>
/// Maps one plane to another as a camera without distortion does: a 3 × 3 matrix for homogeneous coordinates, row by row, whose last element is 1
/// (Hartley and Zisserman, Multiple View Geometry, 2nd edition, section 2.3).
/// </summary>
public sealed class Homography
{
    /// <summary>The number of elements of the matrix.</summary>
    public const int Elements = 9;

    // Below this the matrix maps the plane to a line.
    private const double Flat = 1e-15;

    private readonly ImmutableArray<double> _m;

    private Homography(ImmutableArray<double> values) => _m = values;

    /// <summary>The matrix, row by row.</summary>
    public IReadOnlyList<double> Values => _m;

    /// <summary>Takes a matrix.</summary>
    /// <param name="values">Its nine elements, row by row.</param>
    /// <returns>Null when there are not nine finite numbers, or when the matrix cannot be inverted.</returns>
    public static Homography? From(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Elements || !values.All(double.IsFinite) || values[^1] == 0)
        {
            return null;
        }

        var scaled = new Homography([.. values.Select(value => value / values[^1])]);
        return Math.Abs(scaled.Determinant) > Flat ? scaled : null;
    }

    /// <summary>The mapping of four points to four others.</summary>
    /// <param name="from">Four points, no three of them on a line.</param>
    /// <param name="to">Where each of them goes.</param>
    /// <returns>Null when three of them are on a line.</returns>
    /// <exception cref="ArgumentException">There are not four points each.</exception>
    public static Homography? Of(IReadOnlyList<PlanePoint> from, IReadOnlyList<PlanePoint> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count != 4 || to.Count != 4)
        {
            throw new ArgumentException("A homography is determined by four points each.", nameof(from));
        }

        var rows = new double[8][];
        for (var i = 0; i < 4; i++)
        {
            var (a, b) = (from[i], to[i]);
            rows[2 * i] = [a.X, a.Y, 1, 0, 0, 0, -a.X * b.X, -a.Y * b.X, b.X];
            rows[(2 * i) + 1] = [0, 0, 0, a.X, a.Y, 1, -a.X * b.Y, -a.Y * b.Y, b.Y];
        }

        return LinearSystem.Solve(rows) is { } solved ? From([.. solved, 1]) : null;
    }

    /// <summary>Where a point goes; infinite for a point on the horizon.</summary>
    /// <param name="point">The point.</param>
    public PlanePoint Map(PlanePoint point)
    {
        var w = Weight(point);
        return new PlanePoint(
            ((_m[0] * point.X) + (_m[1] * point.Y) + _m[2]) / w, ((_m[3] * point.X) + (_m[4] * point.Y) + _m[5]) / w);
    }

    /// <summary>The mapping back.</summary>
    public Homography Inverse()
    {
        double[] inverse =
        [
            (_m[4] * _m[8]) - (_m[5] * _m[7]), (_m[2] * _m[7]) - (_m[1] * _m[8]), (_m[1] * _m[5]) - (_m[2] * _m[4]),
            (_m[5] * _m[6]) - (_m[3] * _m[8]), (_m[0] * _m[8]) - (_m[2] * _m[6]), (_m[2] * _m[3]) - (_m[0] * _m[5]),
            (_m[3] * _m[7]) - (_m[4] * _m[6]), (_m[1] * _m[6]) - (_m[0] * _m[7]), (_m[0] * _m[4]) - (_m[1] * _m[3]),
        ];
        return new Homography([.. inverse.Select(value => value / inverse[^1])]);
    }

    /// <summary>By how much lengths grow at a point: the square root of the growth of areas there.</summary>
    /// <param name="point">The point that is mapped.</param>
    public double ScaleAt(PlanePoint point)
    {
        var w = Math.Abs(Weight(point));
        return Math.Sqrt(Math.Abs(Determinant) / (w * w * w));
    }

    /// <summary>True when a point is on the same side of the horizon as the origin, so that it can be mapped.</summary>
    /// <param name="point">The point that is mapped.</param>
    public bool Sees(PlanePoint point) => Weight(point) > 0;

    /// <summary>The same mapping for a picture of another size.</summary>
    /// <param name="across">Columns of the present picture for one column of the other.</param>
    /// <param name="down">Rows of the present picture for one row of the other.</param>
    public Homography After(double across, double down) =>
        new([_m[0] * across, _m[1] * down, _m[2], _m[3] * across, _m[4] * down, _m[5], _m[6] * across, _m[7] * down, _m[8]]);

    private double Determinant =>
        (_m[0] * ((_m[4] * _m[8]) - (_m[5] * _m[7])))
        - (_m[1] * ((_m[3] * _m[8]) - (_m[5] * _m[6])))
        + (_m[2] * ((_m[3] * _m[7]) - (_m[4] * _m[6])));

    private double Weight(PlanePoint point) => (_m[6] * point.X) + (_m[7] * point.Y) + _m[8];
}
