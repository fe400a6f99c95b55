using System.Collections.Immutable;

namespace StationAgent.Vision.Geometry;

/// <summary>What a picture shows of a sheet.</summary>
/// <param name="Problem">Why the picture cannot be used; <see cref="SheetProblem.None"/> when it can.</param>
public sealed record FoundSheet(SheetProblem Problem)
{
    /// <summary>Columns of the picture.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; init; }

    /// <summary>The corners in pixels, clockwise; empty when there is a problem. A long side is between the first two.</summary>
    public ImmutableArray<PlanePoint> Corners { get; init; } = [];

    /// <summary>How far the points of its edges are from straight lines, root mean square, in pixels.</summary>
    public double ResidualPixels { get; init; }
}
