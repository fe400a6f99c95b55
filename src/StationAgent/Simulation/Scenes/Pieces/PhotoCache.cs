using SkiaSharp;

namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>The most recently used photos, decoded; only a few.</summary>
internal sealed class PhotoCache : IDisposable
{
    private const int Most = 8;

    // A photo lies on some 700 pixels of the frame; a larger one would only cost memory.
    private const int LongestSide = 1024;

    private readonly List<(string Path, SKImage Image)> _newestLast = [];

    /// <exception cref="PhotoSetException">The file is not a picture.</exception>
    public SKImage Get(string path)
    {
        var index = _newestLast.FindIndex(entry => entry.Path == path);
        var entry = index >= 0 ? _newestLast[index] : (path, Decode(path));
        if (index >= 0)
        {
            _newestLast.RemoveAt(index);
        }
        else if (_newestLast.Count == Most)
        {
            _newestLast[0].Image.Dispose();
            _newestLast.RemoveAt(0);
        }

        _newestLast.Add(entry);
        return entry.Item2;
    }

    public void Dispose()
    {
        foreach (var (_, image) in _newestLast)
        {
            image.Dispose();
        }

        _newestLast.Clear();
    }

    private static SKImage Decode(string path)
    {
        using var codec = SKCodec.Create(path) ?? throw new PhotoSetException($"The photo '{path}' cannot be read as a picture.");
        var factor = Math.Min(1f, (float)LongestSide / Math.Max(codec.Info.Width, codec.Info.Height));
        var size = codec.GetScaledDimensions(factor);
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = SKBitmap.Decode(codec, info) ?? throw new PhotoSetException($"The photo '{path}' cannot be decoded.");
        return SKImage.FromBitmap(bitmap);
    }
}
