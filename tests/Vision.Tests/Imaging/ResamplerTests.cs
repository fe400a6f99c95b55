using CsCheck;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging;

public sealed class ResamplerTests
{
    private const int Side = 32;

    [Theory]
    [InlineData("whole", 0, 0, 150, 110)]
    [InlineData("shrunk", 20.25, 8.5, 117.75, 106)]
    [InlineData("enlarged", 61.3, 40.9, 80.1, 59.7)]
    [InlineData("corner", 101.5, 61.5, 150, 110)]
    public void Makes_the_same_bytes_as_the_training_pipeline(string name, double left, double top, double right, double bottom)
    {
        var source = Decode("resize-source");
        var rgb = new byte[Side * Side * 3];

        new Resampler(Side, Side).Resize(
            source, new ObjectBox(left / source.Width, top / source.Height, right / source.Width, bottom / source.Height), rgb);

        Assert.Equal(WithoutAlpha(Decode($"resize-{name}").Pixels), rgb);
    }

    [Fact]
    public void A_plain_colour_stays_that_colour_wherever_the_part_lies()
    {
        var part = Gen.Select(Gen.Double[0, 0.9], Gen.Double[0, 0.9], Gen.Double[0.01, 1], Gen.Double[0.01, 1]);
        Gen.Select(part, Gen.Int[1, 90], Gen.Int[1, 90], Gen.Byte).Sample((box, width, height, shade) =>
        {
            var picture = new Picture();
            picture.Reshape(width, height).Fill(shade);
            var rgb = new byte[Side * Side * 3];

            new Resampler(Side, Side).Resize(
                picture, new ObjectBox(box.Item1, box.Item2, Math.Min(box.Item1 + box.Item3, 1), Math.Min(box.Item2 + box.Item4, 1)), rgb);

            Assert.All(rgb, value => Assert.Equal(shade, value));
        });
    }

    private static Picture Decode(string name)
    {
        var picture = new Picture();
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", $"{name}.png"));
        FrameDecoder.Decode(file, int.MaxValue, picture);
        return picture;
    }

    private static byte[] WithoutAlpha(ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[rgba.Length / 4 * 3];
        for (var i = 0; i < rgba.Length / 4; i++)
        {
            rgba.Slice(4 * i, 3).CopyTo(rgb.AsSpan(3 * i));
        }

        return rgb;
    }
}
