using CsCheck;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging;

public sealed class ObjectBoxTests
{
    [Fact]
    public void The_part_is_a_square_with_a_margin_around_an_object_in_the_middle()
    {
        var part = new ObjectBox(0.4, 0.4, 0.6, 0.6).SquareInside(0.1, new PictureSize(200, 100));

        Assert.Equal(new ObjectBox(0.38, 0.26, 0.62, 0.74), Rounded(part));
    }

    [Fact]
    public void The_part_lies_in_the_picture_and_holds_the_whole_object()
    {
        Gen.Select(Gen.Double[0, 0.99], Gen.Double[0, 0.99], Gen.Double[0.01, 1], Gen.Double[0.01, 1], Gen.Int[1, 4000], Gen.Int[1, 4000]).Sample(
            (left, top, across, down, width, height) =>
            {
                var box = new ObjectBox(left, top, Math.Min(left + across, 1), Math.Min(top + down, 1));

                var part = box.SquareInside(0.12, new PictureSize(width, height));

                Assert.InRange(part.Left, 0, box.Left + 1e-9);
                Assert.InRange(part.Top, 0, box.Top + 1e-9);
                Assert.InRange(part.Right, box.Right - 1e-9, 1 + 1e-9);
                Assert.InRange(part.Bottom, box.Bottom - 1e-9, 1 + 1e-9);
            });
    }

    private static ObjectBox Rounded(ObjectBox box) =>
        new(Math.Round(box.Left, 9), Math.Round(box.Top, 9), Math.Round(box.Right, 9), Math.Round(box.Bottom, 9));
}
