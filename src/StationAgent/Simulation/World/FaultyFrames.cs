using System.Buffers.Binary;
using SkiaSharp;

namespace StationAgent.Simulation.World;

/// <summary>What a camera delivers when something is wrong with it.</summary>
internal static class FaultyFrames
{
    private const int Width = 1280;
    private const int Height = 720;
    private const ushort ClaimedSide = 65_000;
    private const byte Marker = 0xFF;
    private const byte FrameHeader = 0xC0;

    private static readonly Lazy<byte[]> LazyBlack = new(EncodeBlack);
    private static readonly Lazy<byte[]> LazyOversized = new(ClaimTooMuch);

    /// <summary>A valid JPEG without any light.</summary>
    public static ReadOnlyMemory<byte> Black => LazyBlack.Value;

    /// <summary>A JPEG of a few kilobytes whose header claims 65,000 × 65,000 pixels.</summary>
    public static ReadOnlyMemory<byte> Oversized => LazyOversized.Value;

    /// <summary>Bytes that are not a JPEG.</summary>
    public static ReadOnlyMemory<byte> Garbage { get; } = "HTTP/1.1 503 Service Unavailable\r\n\r\ncamera is starting"u8.ToArray();

    private static byte[] EncodeBlack()
    {
        using var bitmap = new SKBitmap(Width, Height);
        bitmap.Erase(SKColors.Black);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();
    }

    private static byte[] ClaimTooMuch()
    {
        var jpeg = EncodeBlack();

        // Marker, length and precision come before height and width.
        var header = jpeg.AsSpan().IndexOf([Marker, FrameHeader]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(header + 5), ClaimedSide);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(header + 7), ClaimedSide);
        return jpeg;
    }
}
