using System.Collections.Immutable;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>A pixel format that a camera offers.</summary>
/// <param name="Code">Four letters, such as <c>MJPG</c> or <c>YUYV</c>.</param>
/// <param name="Description">What the driver calls it.</param>
/// <param name="Sizes">Its sizes; of a range the largest only.</param>
public sealed record VideoFormat(string Code, string Description, ImmutableArray<VideoSize> Sizes);
