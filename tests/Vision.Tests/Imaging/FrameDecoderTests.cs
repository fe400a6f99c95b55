using System.Buffers.Binary;
using CsCheck;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging;

public sealed class FrameDecoderTests
{
    private readonly Picture _picture = new();

    [Theory]
    [InlineData(90, 160, 90)]
    [InlineData(91, 320, 180)]
    [InlineData(360, 640, 360)]
    [InlineData(720, 1280, 720)]
    [InlineData(5000, 1280, 720)]
    public void Takes_the_smallest_scale_that_leaves_enough(int minShortSide, int width, int height)
    {
        var size = FrameDecoder.Decode(new Scene(1280, 720).Jpeg(), minShortSide, _picture);

        Assert.Equal(new PictureSize(1280, 720), size);
        Assert.Equal((width, height), (_picture.Width, _picture.Height));
    }

    [Theory]
    [InlineData(65_500, 65_500)]
    [InlineData(4_097, 10)]
    [InlineData(10, 4_097)]
    [InlineData(4_000, 3_900)]
    public void Refuses_what_the_header_claims_before_any_memory_is_spent(ushort width, ushort height)
    {
        var file = WithClaimedSize(new Scene(64, 64).Jpeg(), width, height);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = Assert.Throws<FrameDecodeException>(() => FrameDecoder.Decode(file, 1, _picture));

        Assert.Contains($"{width} × {height}", problem.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(0, _picture.Width);
    }

    [Fact]
    public void Every_truncation_is_refused_or_lacks_only_the_end_mark()
    {
        var file = new Scene(64, 48).Jpeg();
        for (var length = 0; length < file.Length - 2; length++)
        {
            var cut = file[..length];
            var problem = Record.Exception(() => FrameDecoder.Decode(cut, 48, _picture));
            if (length < file.Length / 2)
            {
                Assert.IsType<FrameDecodeException>(problem);
            }
            else
            {
                Assert.True(problem is null or FrameDecodeException, $"{length}: {problem}");
            }
        }
    }

    [Fact]
    public void Random_bytes_are_refused_and_never_crash()
    {
        Gen.Byte.Array[0, 400].Sample(bytes => Assert.Throws<FrameDecodeException>(() => FrameDecoder.Decode(bytes, 10, _picture)), threads: 1);
    }

    [Fact]
    public void A_picture_with_wrong_bytes_is_refused_or_decoded_and_never_crashes()
    {
        BrokenFiles.Of(new Scene(160, 120).Jpeg()).Sample(
            file =>
            {
                var problem = Record.Exception(() => FrameDecoder.Decode(file, 60, _picture));
                Assert.True(problem is null or FrameDecodeException, problem?.ToString());
            },
            threads: 1);
    }

    [Theory]
    [InlineData("GIF89a and more")]
    [InlineData("RIFF....WEBPVP8 ")]
    [InlineData("BM bitmap")]
    [InlineData("")]
    public void Other_formats_are_not_frames(string content)
    {
        var problem = Assert.Throws<FrameDecodeException>(() => FrameDecoder.Decode(System.Text.Encoding.ASCII.GetBytes(content), 10, _picture));

        Assert.Contains("is not a picture", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused()
    {
        byte[] file = [.. new Scene().Jpeg(), .. new byte[PictureLimits.MaximumBytes]];

        var problem = Assert.Throws<FrameDecodeException>(() => FrameDecoder.Decode(file, 10, _picture));

        Assert.Contains("at most 16777216", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_endless_scans_is_refused()
    {
        var file = new List<byte>(new Scene(64, 64).Jpeg());
        for (var i = 0; i < 101; i++)
        {
            file.InsertRange(file.Count - 2, [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
        }

        var problem = Assert.Throws<FrameDecodeException>(() => FrameDecoder.Decode(file.ToArray(), 10, _picture));

        Assert.Contains("102 scans", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoding_again_needs_no_new_memory()
    {
        var file = new Scene().Jpeg();
        FrameDecoder.Decode(file, 180, _picture);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            FrameDecoder.Decode(file, 180, _picture);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 600);
    }

    private static byte[] WithClaimedSize(byte[] jpeg, ushort width, ushort height)
    {
        var file = jpeg.ToArray();
        var frame = file.AsSpan().IndexOf(stackalloc byte[] { 0xFF, 0xC0 });
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), width);
        return file;
    }
}
