namespace StationAgent.Vision.Capture.Mjpeg;

/// <summary>The options of an IP camera.</summary>
/// <param name="Url">Address of its stream, <c>http</c> or <c>https</c>, without user and password.</param>
public sealed record MjpegFrameSourceOptions(Uri Url)
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

    /// <summary>Longest time to connect and to receive the beginning of the answer. Default <see cref="CaptureLimits.LongestStart"/>.</summary>
    public TimeSpan AnswerTimeout { get; init; } = CaptureLimits.LongestStart;
}
