namespace StationAgent.Vision.Imaging;

/// <summary>
/// Decodes camera pictures at a fraction of their size, which for a JPEG costs a fraction of the work. What the header claims is checked before
/// memory is spent on it.
/// </summary>
internal sealed class FrameDecoder
{
    // Sums over parts of a picture stay inside sixteen bits up to here.
    private const int MostSide = 16_384;

    private readonly FrameDecoderOptions _options;

    public FrameDecoder(FrameDecoderOptions options)
    {
        if (options.MaxSide is < 1 or > MostSide || options.MaxPixels < 1 || options.MaxBytes < 1 || options.MaxScans < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, $"Positive limits are expected, and at most {MostSide} pixels a side.");
        }

        _options = options;
    }

    /// <summary>Reads the header of a JPEG or PNG file.</summary>
    /// <param name="file">The whole file; it must not change until the result is disposed of.</param>
    /// <exception cref="FrameDecodeException">It is no JPEG or PNG, broken, or over a limit.</exception>
    public EncodedPicture Open(ReadOnlyMemory<byte> file)
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
    /// <param name="leastShortSide">The smallest scale is taken whose shorter side has at least this many pixels.</param>
    /// <param name="picture">Receives the pixels; undefined after an exception.</param>
    /// <returns>How large the picture itself is.</returns>
    /// <exception cref="FrameDecodeException">It is no JPEG or PNG, broken, or over a limit.</exception>
    public PictureSize Decode(ReadOnlyMemory<byte> file, int leastShortSide, Picture picture)
    {
        using var encoded = Open(file);
        encoded.Decode(leastShortSide, picture);
        return encoded.Size;
    }

    private void CheckBytes(ReadOnlySpan<byte> file)
    {
        if (file.Length > _options.MaxBytes)
        {
            throw new FrameDecodeException($"The picture's file has {file.Length} bytes; at most {_options.MaxBytes} are read.");
        }

        // Asking by the first bytes keeps every other decoder of the library, and its faults, out of reach of a camera.
        if (file.StartsWith(PngSignature))
        {
            return;
        }

        if (!file.StartsWith(JpegStart))
        {
            throw new FrameDecodeException("The file is no picture: a JPEG starts with the bytes FF D8 FF.");
        }

        var scans = file.Count(StartOfScan);
        if (scans > _options.MaxScans)
        {
            throw new FrameDecodeException($"The JPEG has {scans} scans; at most {_options.MaxScans} are decoded.");
        }
    }

    private void CheckSize(PictureSize size)
    {
        if (size.Width > _options.MaxSide || size.Height > _options.MaxSide || (long)size.Width * size.Height > _options.MaxPixels)
        {
            throw new FrameDecodeException(
                $"The picture claims {size.Width} × {size.Height} pixels; at most {_options.MaxSide} a side and {_options.MaxPixels} in all are decoded.");
        }
    }

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
}
