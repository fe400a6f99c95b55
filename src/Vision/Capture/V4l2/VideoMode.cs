namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The mode that a driver has set, which may differ from what was requested.</summary>
/// <param name="Card">The camera's name.</param>
/// <param name="PixelFormat">Four letters.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="BytesPerLine">Bytes from row to row; 0 for compressed formats.</param>
/// <param name="Rate">Frames a second; null when the driver does not say.</param>
internal sealed record VideoMode(string Card, string PixelFormat, int Width, int Height, int BytesPerLine, double? Rate)
{
    /// <summary>True when the frames are JPEG files already.</summary>
    public bool IsJpeg => PixelFormat is "MJPG" or "JPEG";
}
