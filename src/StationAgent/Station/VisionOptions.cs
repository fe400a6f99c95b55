namespace StationAgent.Station;

/// <summary>Section <c>Vision</c>.</summary>
internal sealed class VisionOptions
{
    /// <summary>The model's manifest; null for the one beside the program.</summary>
    public string? Manifest { get; set; }

    /// <summary>How many pictures of a piece are classified and voted on.</summary>
    public int FramesPerPiece { get; set; } = 3;
}
