using Microsoft.Extensions.Logging;

namespace StationAgent.Vision.Capture.V4l2;

internal static partial class Log
{
    [LoggerMessage(
        3001,
        LogLevel.Information,
        "Camera {Name} ({Card}) delivers {Format} {Width}x{Height} at {Rate:0.##}/s (0: unknown); {WantedWidth}x{WantedHeight} at {WantedRate:0.##}/s were requested.")]
    public static partial void CameraMode(
        ILogger logger, string name, string card, string format, int width, int height, double rate, int wantedWidth, int wantedHeight, double wantedRate);

    [LoggerMessage(3002, LogLevel.Warning, "Camera {Name}: {Missing}.")]
    public static partial void NotLocked(ILogger logger, string name, string missing);

    [LoggerMessage(3003, LogLevel.Warning, "Camera {Name}: {Damaged} frames were damaged and {Lost} lost since the last report; the station continues without them.")]
    public static partial void FramesMissing(ILogger logger, string name, long damaged, long lost);
}
