using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.World;

/// <summary>Where visitors get their pieces from. The same index gives the same piece each time.</summary>
internal interface IPieceSource
{
    /// <summary>The piece of a visit.</summary>
    /// <param name="index">The visit, from 0.</param>
    SceneItem Piece(int index);
}
