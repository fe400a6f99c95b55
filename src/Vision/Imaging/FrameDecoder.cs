using SkiaSharp;

namespace StationAgent.Vision.Imaging;

/// <summary>
/// Decodes camera pictures at a fraction of their size, which for a JPEG costs a fraction of the work. What the header claims is checked before
/// memory is spent on it. Not for use by two threads at once.
/// </summary>
internal sealed class FrameDecoder
{
    // Sums over parts of a picture stay inside sixteen bits up to here.
    private const int MostSide = 16_384;

    // A JPEG decoder scales by eighths at no cost: it takes fewer coefficients of each block.
    private const int Eighths = 8;

    private readonly FrameDecoderOptions _options;

    public FrameDecoder(FrameDecoderOptions options)
    {
        if (options.MaxSide is < 1 or > MostSide || options.MaxPixels < 1 || options.MaxBytes < 1 || options.MaxScans < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, $"Positive limits are expected, and at most {MostSide} pixels a side.");
        }

        _options = options;
    }

    /// <summary>Decodes a JPEG or PNG file into <paramref name="picture"/>.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="leastShortSide">The smallest scale is taken whose shorter side has at least this many pixels.</param>
    /// <param name="picture">Receives the pixels; undefined after an exception.</param>
    /// <returns>How large the picture itself is.</returns>
    /// <exception cref="FrameDecodeException">It is no JPEG or PNG, broken, or over a limit.</exception>
    public unsafe PictureSize Decode(ReadOnlyMemory<byte> file, int leastShortSide, Picture picture)
    {
        CheckBytes(file.Span);
        using var pinned = file.Pin();
        using var data = SKData.Create((nint)pinned.Pointer, file.Length);
        using var codec = SKCodec.Create(data)
            ?? throw new FrameDecodeException("The picture's header cannot be read: the file is damaged or ends early.");
        var size = new PictureSize(codec.Info.Width, codec.Info.Height);
        CheckSize(size);
        var scaled = codec.EncodedFormat == SKEncodedImageFormat.Jpeg
            ? codec.GetScaledDimensions(Scale(size, leastShortSide))
            : new SKSizeI(size.Width, size.Height);
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        SKCodecResult result;
        fixed (byte* pixels = picture.Reshape(scaled.Width, scaled.Height))
        {
            result = codec.GetPixels(new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, alpha), (nint)pixels);
        }

        return result == SKCodecResult.Success
            ? size
            : throw new FrameDecodeException($"The picture of {size.Width} × {size.Height} cannot be decoded: {Describe(result)}.");
    }

    private static float Scale(PictureSize size, int leastShortSide)
    {
        var shorter = Math.Min(size.Width, size.Height);
        var eighths = 1;
        while (eighths < Eighths && (shorter * eighths) / Eighths < leastShortSide)
        {
            eighths++;
        }

        return eighths / (float)Eighths;
    }

    private static string Describe(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "the file ends early",
        SKCodecResult.ErrorInInput => "its data is damaged",
        SKCodecResult.InvalidInput or SKCodecResult.Unimplemented => "it is no valid JPEG",
        _ => result.ToString(),
    };

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
