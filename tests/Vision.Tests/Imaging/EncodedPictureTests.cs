using CsCheck;
using SkiaSharp;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging;

public sealed class EncodedPictureTests
{
    private const int Input = 32;

    private readonly Resampler _resampler = new(Input, Input);
    private readonly Picture _picture = new();

    [Theory]
    [InlineData(640, 360, SKJpegEncoderDownsample.Downsample420)]
    [InlineData(501, 283, SKJpegEncoderDownsample.Downsample420)]
    [InlineData(320, 640, SKJpegEncoderDownsample.Downsample422)]
    [InlineData(333, 222, SKJpegEncoderDownsample.Downsample444)]
    public void A_part_gives_the_network_the_same_bytes_as_the_whole_picture(int width, int height, SKJpegEncoderDownsample colour)
    {
        var file = Jpeg(width, height, colour);
        var place = Gen.Select(Gen.Double[0, 0.95], Gen.Double[0, 0.95], Gen.Double[0.05, 1], Gen.Double[0.05, 1]);
        Gen.Select(place, Gen.Int[1, 8]).Sample(
            (at, eighths) =>
            {
                var part = new ObjectBox(at.Item1, at.Item2, Math.Min(at.Item1 + at.Item3, 1), Math.Min(at.Item2 + at.Item4, 1));
                var least = Math.Min(width, height) * eighths / 8;
                using var encoded = FrameDecoder.Open(file);

                encoded.Decode(least, _picture);
                var whole = Resized(part);
                encoded.Decode(least, _resampler.Reach(part), _picture);
                var cut = Resized(part);

                Assert.Equal(whole, cut);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Only_the_part_is_kept()
    {
        using var encoded = FrameDecoder.Open(new Scene(640, 360).Jpeg());

        encoded.Decode(360, new ObjectBox(0.25, 0.5, 0.5, 0.75), _picture);

        Assert.Equal((640, 360), (_picture.Width, _picture.Height));
        Assert.Equal(new PixelPart(156, 176, 168, 98), _picture.Part);
    }

    [Fact]
    public void A_file_that_ends_in_the_part_is_refused()
    {
        var file = new Scene(640, 360).Jpeg();
        using var encoded = FrameDecoder.Open(file.AsMemory(0, file.Length / 2));

        var problem = Assert.Throws<FrameDecodeException>(() => encoded.Decode(360, new ObjectBox(0.2, 0.7, 0.4, 0.9), _picture));

        Assert.Contains("ends early", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_part_of_a_png_is_the_whole()
    {
        using var encoded = FrameDecoder.Open(new Scene(64, 48).Png());

        encoded.Decode(1, new ObjectBox(0.25, 0.5, 0.5, 0.75), _picture);

        Assert.Equal(new PixelPart(0, 0, 64, 48), _picture.Part);
    }

    [Fact]
    public void A_picture_with_wrong_bytes_is_refused_or_decoded_in_part_and_never_crashes()
    {
        BrokenFiles.Of(new Scene(160, 120).Jpeg()).Sample(
            file =>
            {
                var problem = Record.Exception(() =>
                {
                    using var encoded = FrameDecoder.Open(file);
                    encoded.Decode(60, new ObjectBox(0.3, 0.4, 0.6, 0.7), _picture);
                });
                Assert.True(problem is null or FrameDecodeException, problem?.ToString());
            },
            threads: 1);
    }

    private byte[] Resized(ObjectBox part)
    {
        var rgb = new byte[Input * Input * 3];
        _resampler.Resize(_picture, part, rgb);
        return rgb;
    }

    private static byte[] Jpeg(int width, int height, SKJpegEncoderDownsample colour)
    {
        using var bitmap = new Scene(width, height) { Noise = 40 }.With(0.2f, 0.3f, 0.6f, 0.8f, new SKColor(200, 60, 40)).Draw();
        using var pixels = bitmap.PeekPixels();
        using var data = pixels.Encode(new SKJpegEncoderOptions(88, colour, SKJpegEncoderAlphaOption.Ignore));
        return data!.ToArray();
    }
}
