using System.Collections.Immutable;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>What the pictures of a piece really showed.</summary>
/// <param name="Scenes">One for each picture.</param>
/// <param name="Reference">The picture with which they were compared; null when it is not known.</param>
internal readonly record struct ShownPictures(ImmutableArray<Scene> Scenes, Scene? Reference = null)
{
    /// <summary>True when every picture shows this item, and differs from the reference by nothing else; false also when there is no picture.</summary>
    public bool Show(SceneItem item)
    {
        if (Scenes.IsDefaultOrEmpty)
        {
            return false;
        }

        var reference = Reference;
        return Scenes.All(scene => scene.Items.Any(placed => ReferenceEquals(placed.Item, item))
            && (reference is null || (reference.Hand is null && scene.Items.All(placed => ReferenceEquals(placed.Item, item) != reference.Items.Contains(placed)))));
    }
}
