using System.Collections.Immutable;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>What the pictures of a piece really showed.</summary>
/// <param name="Scenes">One for each picture.</param>
internal readonly record struct ShownPictures(ImmutableArray<Scene> Scenes)
{
    /// <summary>True when every picture shows this item on the platform; false also when there is none.</summary>
    public bool Show(SceneItem item) =>
        !Scenes.IsDefaultOrEmpty && Scenes.All(scene => scene.Items.Any(placed => ReferenceEquals(placed.Item, item)));
}
