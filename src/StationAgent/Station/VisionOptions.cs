using StationAgent.Configuration;

namespace StationAgent.Station;

/// <summary>The classifier: section <c>Vision</c>.</summary>
internal sealed record VisionOptions
{
    public string? Manifest { get; init; }

    public int FramesPerPiece { get; init; } = 3;

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<VisionOptions> Schema { get; } = new OptionsSchema<VisionOptions>(new VisionOptions())
        .FilePath(
            "Manifest", mustExist: true, o => o.Manifest, (o, v) => o with { Manifest = v },
            "Manifest of the model; without it the model that is installed with the program is used.")
        .Integer(
            "FramesPerPiece", 1, 20, o => o.FramesPerPiece, (o, v) => o with { FramesPerPiece = v },
            "The number of pictures of a piece that are classified and vote on the result.");
}
