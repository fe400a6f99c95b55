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
        return photos.Draw(drawn.Kind, drawn.Seed);
    }
}
