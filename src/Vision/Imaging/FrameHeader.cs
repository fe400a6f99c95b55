using System.Buffers.Binary;

namespace StationAgent.Vision.Imaging;

/// <summary>Reads the header of a camera frame without decoding it, which is cheap enough for every frame.</summary>
public static class FrameHeader
{
    private const byte MarkerStart = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    private const byte UsualPrecision = 8;

    /// <summary>Frame header of JPEG-LS (ITU-T T.87, C.1.1: SOF55).</summary>
    internal const byte JpegLs = 0xF7;

    /// <summary>Length of a frame header segment up to and with the width: length, precision, height, width.</summary>
    internal const int SizeBytes = 7;

    /// <summary>Explains why a frame cannot be a picture of this camera; null when its header is valid.</summary>
    /// <param name="jpeg">The frame's bytes.</param>
    /// <returns>Such as <c>the frame is not a JPEG</c>; null for a JPEG with a size inside the limit.</returns>
    public static string? ProblemOf(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 4 || jpeg[0] != MarkerStart || jpeg[1] != 0xD8 || jpeg[2] != MarkerStart)
        {
            return "the frame is not a JPEG";
        }

        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == MarkerStart;)
        {
            var marker = jpeg[at + 1];
            if (marker == MarkerStart)
            {
                // Fill bytes may stand before any marker (ITU-T T.81, B.1.1.2).
                at++;
                continue;
            }

            if (marker is StartOfScan or EndOfImage)
            {
                break;
            }

            var segment = jpeg[(at + 2)..];
            if (IsFrameHeader(marker))
            {
                return segment.Length < SizeBytes ? "the frame ends in its header" : ProblemOfKind(marker, segment) ?? ProblemOfSize(segment);
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(segment);
        }

        return "the frame has no JPEG frame header";
    }

    /// <summary>Finds the beginning of the picture itself, behind the headers.</summary>
    /// <param name="jpeg">The frame's bytes.</param>
    /// <returns>The place of the first start-of-scan marker; 0 when there is none.</returns>
    internal static int ScanOf(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == MarkerStart;)
        {
            var marker = jpeg[at + 1];
            if (marker == StartOfScan)
            {
                return at;
            }

            at += marker == MarkerStart ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }

        return 0;
    }

    /// <summary>SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81, table B.1), and that of JPEG-LS.</summary>
    internal static bool IsFrameHeader(byte marker) => marker is (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) or JpegLs;

    // Decoders take baseline, extended and progressive files of eight bits (ITU-T T.81, table B.1: SOF0 to SOF2), and the same with arithmetic coding.
    private static string? ProblemOfKind(byte marker, ReadOnlySpan<byte> segment) =>
        marker == JpegLs ? "the frame is a JPEG-LS, which cannot be decoded: set the camera to baseline JPEG"
        : marker is not (0xC0 or 0xC1 or 0xC2 or 0xC9 or 0xCA) ? "the frame is a lossless or hierarchical JPEG, which cannot be decoded: set the camera to baseline JPEG"
        : segment[2] != UsualPrecision ? $"the frame is a JPEG with {segment[2]} bits a colour, of which only {UsualPrecision} can be decoded: set the camera to baseline JPEG"
        : null;

    private static string? ProblemOfSize(ReadOnlySpan<byte> segment)
    {
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]);
        if (width == 0 || height == 0 || width > PictureLimits.MaximumSide || height > PictureLimits.MaximumSide)
        {
            return $"the frame claims {width}x{height} pixels; 1 to {PictureLimits.MaximumSide} a side are taken";
        }

        return width * height > PictureLimits.MaximumPixels
            ? $"the frame claims {width}x{height} pixels; at most {PictureLimits.MaximumPixels} in all are taken: set the camera to a smaller size"
            : null;
    }
}
