namespace StationAgent.Vision.Imaging;

/// <summary>
/// A decoded picture, or a part of one, in a buffer that is used again for the next one. Four bytes a pixel: red, green, blue, unused.
/// </summary>
internal sealed class Picture
{
    public const int BytesPerPixel = 4;

    // A buffer that held a very large picture is released when a smaller one follows, so that memory stays what the camera needs.
    private const int MaxKeptBytes = 16 << 20;

    private byte[] _pixels = [];

    /// <summary>Columns of the whole picture.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of the whole picture.</summary>
    public int Height { get; private set; }

    /// <summary>The part of the picture that <see cref="Pixels"/> holds.</summary>
    public PixelPart Part { get; private set; }

    /// <summary>The pixels of <see cref="Part"/>, row by row.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Part.Width * Part.Height * BytesPerPixel);

    /// <summary>Makes room for a whole picture of this size and returns the room; its content is undefined.</summary>
    public Span<byte> Reshape(int width, int height) => Reshape(width, height, new PixelPart(0, 0, width, height));

    /// <summary>Makes room for a part of a picture of this size and returns the room; its content is undefined.</summary>
    public Span<byte> Reshape(int width, int height, PixelPart part)
    {
        var needed = checked(part.Width * part.Height * BytesPerPixel);
        if (_pixels.Length < needed || (_pixels.Length > MaxKeptBytes && needed <= MaxKeptBytes))
        {
            _pixels = GC.AllocateUninitializedArray<byte>(needed);
        }

        (Width, Height, Part) = (width, height, part);
        return _pixels.AsSpan(0, needed);
    }
}
