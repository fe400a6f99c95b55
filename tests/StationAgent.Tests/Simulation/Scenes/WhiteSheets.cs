using SkiaSharp;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>Sheets of plain paper and board to lay on a rendered platform.</summary>
internal sealed class WhiteSheets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sheets-").FullName;

    /// <summary>White paper.</summary>
    public static SKColor White { get; } = new(240, 240, 237);

    /// <summary>Brown board.</summary>
    public static SKColor Brown { get; } = new(176, 134, 92);

    /// <summary>A flat rectangle.</summary>
    public SceneItem Rectangle(double lengthMm, double widthMm, SKColor colour)
    {
        var path = Path.Combine(_folder, $"{colour}.png");
        if (!File.Exists(path))
        {
            using var bitmap = new SKBitmap(64, 64);
            bitmap.Erase(colour);
            using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(path, data.ToArray());
        }

        var kind = PieceCatalogue.Shipped.Kinds[0];
        return new SceneItem(kind, 1, "sheet", lengthMm, widthMm, HeightMm: 1, MassGrams: 5)
        {
            Photo = new ScenePhoto(path, kind, kind.Class) { SizeMm = (lengthMm, widthMm) },
        };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
