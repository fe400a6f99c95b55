namespace StationAgent.Vision.Imaging;

/// <summary>A decoded picture in a buffer that is used again for the next one. Four bytes a pixel: red, green, blue, unused.</summary>
internal sealed class Picture
{
    public const int BytesPerPixel = 4;

    // A buffer that once held a huge picture is given back when a small one follows: memory stays what the camera needs.
    private const int KeepAtMost = 16 << 20;

    private byte[] _pixels = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Width * Height * BytesPerPixel);

    /// <summary>Makes room for a picture of this size and returns the room; its content is undefined.</summary>
    public Span<byte> Reshape(int width, int height)
    {
        var needed = checked(width * height * BytesPerPixel);
        if (_pixels.Length < needed || (_pixels.Length > KeepAtMost && needed <= KeepAtMost))
        {
            _pixels = GC.AllocateUninitializedArray<byte>(needed);
        }

        (Width, Height) = (width, height);
        return _pixels.AsSpan(0, needed);
    }
}
