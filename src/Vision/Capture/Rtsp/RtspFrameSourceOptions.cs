using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Capture.Rtsp;

/// <summary>The options of an IP camera with an RTSP stream.</summary>
/// <param name="Address">Address of its stream, <c>rtsp</c> or <c>rtsps</c>, without user and password.</param>
public sealed record RtspFrameSourceOptions(SourceAddress Address)
{
    /// <summary>Name or path of the program that reads the stream. Default <c>ffmpeg</c>, version 5 or later.</summary>
    public string Program { get; init; } = "ffmpeg";

    /// <summary>User, or null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>File with the user's password; line ends at its end do not belong to it. Null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Frames a second, from <see cref="CaptureLimits.MinimumRate"/> to <see cref="CaptureLimits.MaximumRate"/>. Default 10.</summary>
    public double Rate { get; init; } = 10;
}
