using CsCheck;
using StationAgent.Vision.Geometry;
using Xunit;

namespace StationAgent.Vision.Tests.Geometry;

public sealed class SmallestRectangleTests
{
    [Fact]
    public void The_sides_of_a_turned_rectangle_are_found() =>
        Gen.Select(Gen.Double[20, 500], Gen.Double[20, 500], Gen.Double[0, Math.PI]).Sample((length, width, angle) =>
        {
            var (sin, cos) = Math.SinCos(angle);
            var hull = ConvexHull.Of(
                from x in (double[])[0, 0.3, 1]
                from y in (double[])[0, 0.6, 1]
                select new PlanePoint((x * length * cos) - (y * width * sin), (x * length * sin) + (y * width * cos)));
            var turned = SmallestRectangle.Around(hull);
            var placed = hull.ConvertAll(turned.In);
            double[] sides = [placed.Max(static p => p.Along) - placed.Min(static p => p.Along), placed.Max(static p => p.Across) - placed.Min(static p => p.Across)];

            Assert.Equal(Math.Max(length, width), sides.Max(), 1e-6);
            Assert.Equal(Math.Min(length, width), sides.Min(), 1e-6);
        });
}
