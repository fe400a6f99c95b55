using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision.Capture;

namespace StationAgent.Benchmarks.Vision;

/// <summary>Frames of one simulated platform, rendered once.</summary>
/// <param name="Reference">The bare platform.</param>
/// <param name="Large">A carton of the middle sizes on it.</param>
/// <param name="Small">A piece so small that only the frame's full scale shows enough of it.</param>
internal sealed record BenchmarkScenes(Frame Reference, Frame Large, Frame Small)
{
    private const int PlatformSeed = 1;

    public static BenchmarkScenes Render()
    {
        using var renderer = new SceneRenderer(new SceneOptions());
        var pieces = ShippedPieces.Load();
        return new BenchmarkScenes(
            FrameOf(renderer, 0, []),
            FrameOf(renderer, 1, [Find(pieces, pieces.Catalogue.Kinds[0], item => item.LengthMm is > 300 and < 420)]),
            FrameOf(renderer, 2, [Find(pieces, pieces.Catalogue.Kinds.First(static kind => kind.IsForeign), item => item.LengthMm < 125)]));
    }

    private static SceneItem Find(PhotoSet pieces, PieceKind kind, Func<SceneItem, bool> isRight) =>
        Enumerable.Range(0, SceneSeeds.SimulatorEnd).Select(seed => pieces.Draw(kind, seed)).First(isRight);

    private static Frame FrameOf(SceneRenderer renderer, int number, SceneItem[] items)
    {
        var scene = Scene.Empty(PlatformSeed, number) with { Items = [.. items.Select(item => new PlacedItem(item, 20, -10, 25))] };
        return new Frame(renderer.RenderJpeg(scene), TimeSpan.FromSeconds(number), number);
    }
}
