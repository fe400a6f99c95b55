using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Capture.Mjpeg;

/// <summary>The options of an IP camera with an MJPEG stream.</summary>
/// <param name="Address">Address of its stream, <c>http</c> or <c>https</c>, without user and password.</param>
public sealed record MjpegFrameSourceOptions(SourceAddress Address)
{
    /// <summary>User, or null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>File with the user's password; line ends at its end do not belong to it. Null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>
    /// Frames a second, from <see cref="CaptureLimits.MinimumRate"/> to <see cref="CaptureLimits.MaximumRate"/>; what the camera sends beyond is dropped
    /// evenly. Default 10.
    /// </summary>
    public double Rate { get; init; } = 10;

    /// <summary>Longest time to connect and to bring the first picture. Default <see cref="CaptureLimits.DriverStart"/>.</summary>
    public TimeSpan StartTimeout { get; init; } = CaptureLimits.DriverStart;
}
