namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>A picture that stands for a piece.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="ConditionKnown">False for a carton whose state the photo does not show.</param>
internal sealed record ScenePhoto(string Path, ItemKind Kind, bool ConditionKnown)
{
    /// <summary>How large the piece is, in mm, when the picture is cut out along its outline; null for a photo with its background.</summary>
    public (double Width, double Height)? SizeMm { get; init; }
}
