using System.Buffers;
using SkiaSharp;

namespace StationAgent.Vision.Imaging;

/// <summary>A picture file whose header has been read; it can be decoded more than once, each time at another scale.</summary>
internal sealed class EncodedPicture : IDisposable
{
    /// <summary>A JPEG decoder scales by eighths at no cost: it takes fewer coefficients of each block.</summary>
    public const int Eighths = 8;

    // Where a decoder begins inside a picture, the outermost pixels lack the neighbours from which their colour is interpolated.
    private const int Margin = 4;

    private readonly MemoryHandle _pinned;
    private readonly SKData _data;
    private readonly SKCodec _codec;

    /// <summary>Reads the header.</summary>
    /// <exception cref="FrameDecodeException">It cannot be read.</exception>
    public unsafe EncodedPicture(ReadOnlyMemory<byte> file)
    {
        _pinned = file.Pin();
        _data = SKData.Create((nint)_pinned.Pointer, file.Length);
        var codec = SKCodec.Create(_data);
        if (codec is null)
        {
            _data.Dispose();
            _pinned.Dispose();
            throw new FrameDecodeException("The picture's header cannot be read: the file is damaged or ends early.");
        }

        _codec = codec;
        Size = new PictureSize(codec.Info.Width, codec.Info.Height);
    }

    /// <summary>The size that the header claims.</summary>
    public PictureSize Size { get; }

    /// <summary>Decodes the whole picture.</summary>
    /// <param name="minShortSide">The smallest scale is taken whose shorter side has at least this many pixels.</param>
    /// <param name="picture">Receives the pixels; undefined after an exception.</param>
    /// <exception cref="FrameDecodeException">The data is broken.</exception>
    public unsafe void Decode(int minShortSide, Picture picture)
    {
        var info = Scaled(minShortSide);
        SKCodecResult result;
        fixed (byte* pixels = picture.Reshape(info.Width, info.Height))
        {
            result = _codec.GetPixels(info, (nint)pixels);
        }

        Check(result);
    }

    /// <summary>
    /// Decodes a part of the picture and a few pixels around it. A JPEG's rows below the part are not read at all, and what lies above or beside it
    /// is read but not turned into pixels. Other formats are decoded whole.
    /// </summary>
    /// <param name="minShortSide">The smallest scale is taken at which the shorter side of the whole picture has at least this many pixels.</param>
    /// <param name="part">The part, as shares of the picture.</param>
    /// <param name="picture">Receives the pixels; undefined after an exception.</param>
    /// <exception cref="FrameDecodeException">The data is broken.</exception>
    public unsafe void Decode(int minShortSide, ObjectBox part, Picture picture)
    {
        if (_codec.EncodedFormat != SKEncodedImageFormat.Jpeg)
        {
            Decode(minShortSide, picture);
            return;
        }

        var info = Scaled(minShortSide);
        var wanted = PixelPart.Around(part, Margin, info.Width, info.Height);
        var columns = new SKRectI(wanted.Left, 0, wanted.Left + wanted.Width, info.Height);
        Check(_codec.StartScanlineDecode(info, new SKCodecOptions(columns)));
        fixed (byte* pixels = picture.Reshape(info.Width, info.Height, wanted))
        {
            var isComplete = (wanted.Top == 0 || _codec.SkipScanlines(wanted.Top))
                && _codec.GetScanlines((nint)pixels, wanted.Height, wanted.Width * Picture.BytesPerPixel) == wanted.Height;
            Check(isComplete ? SKCodecResult.Success : SKCodecResult.IncompleteInput);
        }
    }

    public void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
        _pinned.Dispose();
    }

    private SKImageInfo Scaled(int minShortSide)
    {
        var scaled = _codec.EncodedFormat == SKEncodedImageFormat.Jpeg
            ? _codec.GetScaledDimensions(Scale(minShortSide))
            : new SKSizeI(Size.Width, Size.Height);
        var alpha = _codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        return new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, alpha);
    }

    private float Scale(int minShortSide)
    {
        var eighths = 1;
        while (eighths < Eighths && (Size.Shorter * eighths) / Eighths < minShortSide)
        {
            eighths++;
        }

        return eighths / (float)Eighths;
    }

    private void Check(SKCodecResult result)
    {
        if (result != SKCodecResult.Success)
        {
            throw new FrameDecodeException($"The picture of {Size.Width} × {Size.Height} cannot be decoded: {Describe(result)}.");
        }
    }

    private static string Describe(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "the file ends early",
        SKCodecResult.ErrorInInput => "its data is damaged",
        SKCodecResult.InvalidInput or SKCodecResult.Unimplemented => "it is not a valid JPEG",
        _ => result.ToString(),
    };
}
