namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>A picture that stands for a piece.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">The kind of piece that is drawn for it.</param>
/// <param name="Class">The class that is known of it: that of the kind, or one above it.</param>
internal sealed record ScenePhoto(string Path, PieceKind Kind, string Class)
{
    /// <summary>How large the piece is, in mm, when the picture is cut out along its outline; null for a photo with its background.</summary>
    public (double Width, double Height)? SizeMm { get; init; }
}
