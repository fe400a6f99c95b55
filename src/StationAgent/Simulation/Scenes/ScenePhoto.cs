namespace StationAgent.Simulation.Scenes;

/// <summary>A real photo that stands for a piece.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="ConditionKnown">False for a carton whose state the photo does not show.</param>
internal sealed record ScenePhoto(string Path, ItemKind Kind, bool ConditionKnown);
