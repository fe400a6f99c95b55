using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation;

/// <summary>The pieces of a catalogue, each shown by a picture of its kind where the set has one; it weighs what the drawn piece would.</summary>
internal sealed class PhotoPieces(IPieceSource catalogue, PhotoSet photos) : IPieceSource
{
    /// <inheritdoc/>
    public SceneItem Piece(int index)
    {
        var drawn = catalogue.Piece(index);
        var shown = photos.Draw(drawn.Kind, drawn.Seed);
        return shown.Photo switch
        {
            null => shown,
            { SizeMm: { } size } => shown with { LengthMm = size.Width, WidthMm = size.Height },
            _ => shown with { LengthMm = PhotoSceneRenderer.LongSideMm, WidthMm = PhotoSceneRenderer.LongSideMm, HeightMm = 0 },
        };
    }
}
