using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision;

/// <summary>Describes one camera picture for an installer.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="MeanLuma">Mean luma, 0–255.</param>
/// <param name="IsBlack">True when it shows no more than a covered lens or a dark room would.</param>
/// <param name="IsDim">True when it is too dim to be compared with others.</param>
public sealed record PictureFacts(int Width, int Height, double MeanLuma, bool IsBlack, bool IsDim)
{
    /// <summary>Decodes a picture and looks at it.</summary>
    /// <param name="jpeg">The whole file.</param>
    /// <exception cref="FrameDecodeException">It cannot be decoded.</exception>
    public static PictureFacts Of(ReadOnlyMemory<byte> jpeg)
    {
        var picture = new Picture();
        var size = FrameDecoder.Decode(jpeg, CameraObserver.MinShortSide, picture);
        var overview = new Overview();
        overview.Take(picture, size);
        var look = new CameraLook(overview.MeanLuma(), overview.LumaAt(CameraObserver.BrightShare), IsPlatformAtRest: false, IsStill: false, Sharpness: null, Match: null);
        return new PictureFacts(size.Width, size.Height, look.MeanLuma, CameraWatch.IsBlack(look), !CameraWatch.IsLit(look));
    }
}
