namespace StationAgent.Vision.Imaging.Quality;

/// <summary>The sharpness of whole pictures of one size.</summary>
/// <param name="sample">A picture of that size.</param>
internal sealed class PictureSharpness(Picture sample)
{
    private const int Channels = 3;

    private readonly int _width = sample.Width;
    private readonly int _height = sample.Height;
    private readonly byte[] _rgb = new byte[sample.Width * sample.Height * Channels];
    private readonly FrameQuality _quality = new(sample.Width, sample.Height);

    /// <summary>True when a picture has that size.</summary>
    public bool Fits(Picture picture) => picture.Width == _width && picture.Height == _height;

    /// <summary>The sharpness as <see cref="FrameQuality.Sharpness"/> defines it.</summary>
    public double? Of(Picture picture)
    {
        var pixels = picture.Pixels;
        for (int from = 0, to = 0; to < _rgb.Length; from += Picture.BytesPerPixel, to += Channels)
        {
            pixels.Slice(from, Channels).CopyTo(_rgb.AsSpan(to));
        }

        return _quality.Sharpness(_rgb);
    }
}
