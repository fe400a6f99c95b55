using CsCheck;
using SkiaSharp;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging;

public sealed class FrameHeaderTests
{
    [Fact]
    public void A_picture_of_a_camera_is_sound() => Assert.Null(FrameHeader.ProblemOf(Jpeg()));

    [Fact]
    public void Text_is_not_a_picture() => Assert.Equal("the frame is not a JPEG", FrameHeader.ProblemOf("HTTP/1.1 500"u8));

    [Fact]
    public void A_header_that_claims_65500_pixels_is_refused_by_its_numbers()
    {
        var jpeg = Jpeg();
        var frameHeader = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        jpeg.AsSpan(frameHeader + 5, 4).Fill(0xFF);
        Assert.Equal("the frame claims 65535x65535 pixels; 1 to 4096 a side are taken", FrameHeader.ProblemOf(jpeg));
    }

    [Fact]
    public void A_header_that_claims_too_many_pixels_in_all_is_refused()
    {
        var jpeg = Jpeg();
        var frameHeader = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        new byte[] { 0x0F, 0x3C, 0x0F, 0xA0 }.CopyTo(jpeg, frameHeader + 5);
        Assert.StartsWith("the frame claims 4000x3900 pixels; at most 12200000 in all", FrameHeader.ProblemOf(jpeg), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xC1, 12, "12 bits a colour")]
    [InlineData(0xC3, 8, "lossless")]
    [InlineData(0xF7, 8, "JPEG-LS")]
    [InlineData(0xC7, 8, "hierarchical")]
    public void A_kind_of_JPEG_that_cannot_be_decoded_is_refused_with_what_would_be_right(byte kind, byte bits, string message)
    {
        var jpeg = Jpeg();
        var frameHeader = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (jpeg[frameHeader + 1], jpeg[frameHeader + 4]) = (kind, bits);
        var problem = FrameHeader.ProblemOf(jpeg);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.Contains("baseline JPEG", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_prefix_of_a_picture_is_answered() =>
        Gen.Int[0, Jpeg().Length].Sample(length => FrameHeader.ProblemOf(Jpeg().AsSpan(0, length)) is not "");

    [Fact]
    public void Any_bytes_behind_a_start_are_answered() =>
        Gen.Byte.Array[0, 200].Sample(bytes => FrameHeader.ProblemOf([0xFF, 0xD8, 0xFF, .. bytes]) is not "");

    private static byte[] Jpeg()
    {
        using var bitmap = new SKBitmap(64, 48);
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 80).ToArray();
    }
}
