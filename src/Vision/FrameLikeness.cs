using StationAgent.Vision.Capture;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision;

/// <summary>
/// Decides whether two frames show the same: nothing moved, nothing came or went. It compares small grey pictures, decoded at an eighth, so that it is
/// cheap enough for every second. Slow changes of light and noise do not count as a difference. Safe for use by several threads.
/// </summary>
public sealed class FrameLikeness
{
    private const int MinShortSide = 64;

    private readonly Lock _lock = new();
    private readonly Picture _picture = new();
    private readonly Overview _first = new();
    private readonly Overview _second = new();

    /// <summary>True when both show the same; false also when one of them cannot be decoded or their shapes differ.</summary>
    public bool Agree(Frame first, Frame second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        lock (_lock)
        {
            try
            {
                Take(first, _first);
                Take(second, _second);
            }
            catch (FrameDecodeException)
            {
                return false;
            }

            return OverviewLikeness.Agree(_first, _second);
        }
    }

    private void Take(Frame frame, Overview overview) =>
        overview.Take(_picture, FrameDecoder.Decode(frame.Jpeg, MinShortSide, _picture));
}
