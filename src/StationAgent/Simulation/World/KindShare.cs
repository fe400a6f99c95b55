using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.World;

/// <summary>How often a kind of piece comes up, in parts of the whole deck.</summary>
internal readonly record struct KindShare(ItemKind Kind, int Parts);
