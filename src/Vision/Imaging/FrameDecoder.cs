namespace StationAgent.Vision.Imaging;

/// <summary>
/// Decodes camera pictures at a fraction of their size, which for a JPEG costs a fraction of the work. What the header claims is checked before
/// memory is spent on it.
/// </summary>
internal static class FrameDecoder
{
    /// <summary>Reads the header of a JPEG or PNG file.</summary>
    /// <param name="file">The whole file; it must not change until the result is disposed of.</param>
    /// <exception cref="FrameDecodeException">It is not a JPEG or PNG, is broken, or exceeds a limit.</exception>
    public static EncodedPicture Open(ReadOnlyMemory<byte> file)
    {
        CheckBytes(file.Span);
        var encoded = new EncodedPicture(file);
        try
        {
            CheckSize(encoded.Size);
            return encoded;
        }
        catch (FrameDecodeException)
        {
            encoded.Dispose();
            throw;
        }
    }

    /// <summary>Decodes a JPEG or PNG file into <paramref name="picture"/>.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="minShortSide">The smallest scale is taken whose shorter side has at least this many pixels.</param>
    /// <param name="picture">Receives the pixels; undefined after an exception.</param>
    /// <returns>How large the picture itself is.</returns>
    /// <exception cref="FrameDecodeException">It is not a JPEG or PNG, is broken, or exceeds a limit.</exception>
    public static PictureSize Decode(ReadOnlyMemory<byte> file, int minShortSide, Picture picture)
    {
        using var encoded = Open(file);
        encoded.Decode(minShortSide, picture);
        return encoded.Size;
    }

    private static void CheckBytes(ReadOnlySpan<byte> file)
    {
        if (file.Length > PictureLimits.MaximumBytes)
        {
            throw new FrameDecodeException($"The picture's file has {file.Length} bytes; at most {PictureLimits.MaximumBytes} are read.");
        }

        // Asking by the first bytes keeps every other decoder of the library, and its faults, out of reach of a camera.
        if (file.StartsWith(PngSignature))
        {
            return;
        }

        if (!file.StartsWith(JpegStart))
        {
            throw new FrameDecodeException("The file is not a picture: a JPEG starts with the bytes FF D8 FF.");
        }

        var scans = file.Count(StartOfScan);
        if (scans > PictureLimits.MaximumScans)
        {
            throw new FrameDecodeException($"The JPEG has {scans} scans; at most {PictureLimits.MaximumScans} are decoded.");
        }
    }

    private static void CheckSize(PictureSize size)
    {
        if (size.Width > PictureLimits.MaximumSide || size.Height > PictureLimits.MaximumSide || size.Width * size.Height > PictureLimits.MaximumPixels)
        {
            throw new FrameDecodeException(
                $"The picture claims {size.Width} × {size.Height} pixels; at most {PictureLimits.MaximumSide} a side and {PictureLimits.MaximumPixels} in all are decoded.");
        }
    }

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
}
