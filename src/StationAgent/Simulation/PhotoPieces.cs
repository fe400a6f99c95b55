using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation;

/// <summary>The pieces of a catalogue with their masses, each shown by a picture of its kind.</summary>
/// <param name="catalogue">Pieces of the catalogue of <paramref name="photos"/>.</param>
/// <param name="photos">The pictures; they show every kind.</param>
internal sealed class PhotoPieces(IPieceSource catalogue, PhotoSet photos) : IPieceSource
{
    /// <inheritdoc/>
    public SceneItem Piece(int index)
    {
        var piece = catalogue.Piece(index);
        return photos.Draw(piece.Kind, piece.Seed);
    }
}
