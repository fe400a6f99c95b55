using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation;

/// <summary>The pieces of a catalogue, each shown by a real photo of its kind where the set has one.</summary>
internal sealed class PhotoPieces(IPieceSource catalogue, PhotoSet photos) : IPieceSource
{
    /// <inheritdoc/>
    public SceneItem Piece(int index)
    {
        var drawn = catalogue.Piece(index);
        var shown = photos.Draw(drawn.Kind, drawn.Seed);
        return shown with { MassGrams = drawn.MassGrams };
    }
}
