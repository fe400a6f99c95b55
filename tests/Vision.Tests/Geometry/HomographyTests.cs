using CsCheck;
using StationAgent.Vision.Geometry;
using Xunit;

namespace StationAgent.Vision.Tests.Geometry;

public sealed class HomographyTests
{
    private static readonly PlanePoint[] Square = [new(-150, -100), new(150, -100), new(150, 100), new(-150, 100)];

    // Corners that are moved by less than a third of a side stay convex.
    private static readonly Gen<PlanePoint[]> Quads = Gen.Double[-60, 60].Array[8].Select(moved => (PlanePoint[])
    [
        new(300 + moved[0], 200 + moved[1]), new(700 + moved[2], 200 + moved[3]), new(700 + moved[4], 500 + moved[5]), new(300 + moved[6], 500 + moved[7]),
    ]);

    [Fact]
    public void It_maps_the_four_points_that_determine_it_and_back() => Quads.Sample(quad =>
    {
        var found = Homography.Of(quad, Square)!;
        for (var i = 0; i < 4; i++)
        {
            Assert.True(found.Map(quad[i]).DistanceTo(Square[i]) < 1e-6);
            Assert.True(found.Inverse().Map(Square[i]).DistanceTo(quad[i]) < 1e-6);
        }
    });

    [Fact]
    public void It_is_recovered_from_what_it_does_to_four_other_points() => Gen.Select(Quads, Quads).Sample((quad, others) =>
    {
        var truth = Homography.Of(quad, Square)!;
        var again = Homography.Of(others, [.. others.Select(truth.Map)])!;
        Assert.True(again.Map(new PlanePoint(500, 350)).DistanceTo(truth.Map(new PlanePoint(500, 350))) < 1e-4);
    });

    [Fact]
    public void Its_scale_at_a_point_is_that_of_small_lengths_there() => Quads.Sample(quad =>
    {
        const double Small = 0.01;
        var found = Homography.Of(quad, Square)!;
        var at = new PlanePoint(480, 360);
        var area = ConvexHull.Area([found.Map(at), found.Map(at with { X = at.X + Small }), found.Map(new PlanePoint(at.X + Small, at.Y + Small)), found.Map(at with { Y = at.Y + Small })]);
        Assert.Equal(1, found.ScaleAt(at) * Small / Math.Sqrt(area), 1e-3);
    });

    [Fact]
    public void Of_a_picture_of_half_the_size_it_maps_half_the_pixels_to_the_same_place() => Quads.Sample(quad =>
    {
        var found = Homography.Of(quad, Square)!;
        Assert.True(found.After(2, 2).Map(new PlanePoint(240, 180)).DistanceTo(found.Map(new PlanePoint(480, 360))) < 1e-9);
    });

    [Fact]
    public void Three_points_on_a_line_determine_none() =>
        Assert.Null(Homography.Of([new(0, 0), new(1, 0), new(2, 0), new(0, 1)], Square));

    [Fact]
    public void A_matrix_that_cannot_be_inverted_is_refused()
    {
        Assert.Null(Homography.From([1, 2, 0, 2, 4, 0, 0, 0, 1]));
        Assert.Null(Homography.From([1, 0, 0, 0, 1, 0, 0, 0, double.NaN]));
        Assert.Null(Homography.From([1, 0, 0]));
    }
}
