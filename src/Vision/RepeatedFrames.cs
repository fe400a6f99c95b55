using StationAgent.Vision.Capture;
using StationAgent.Vision.Imaging;

namespace StationAgent.Vision;

/// <summary>
/// Detects a camera that sends the same picture again and again. A sensor is never without noise, so no two pictures of a live one have the same
/// compressed bytes; headers are left out, because some cameras write a clock into them. It is cheap: two pictures that differ do so in their first bytes.
/// </summary>
/// <param name="limit">Longest time for which the same picture may come.</param>
internal sealed class RepeatedFrames(TimeSpan limit)
{
    private const int MinFrames = 3;

    private Frame? _previous;
    private TimeSpan _since;
    private int _count;

    /// <summary>Takes the next frame.</summary>
    /// <returns>True while the picture has been the same for longer than the limit.</returns>
    public bool Offer(Frame frame)
    {
        if (_previous is null || frame.At < _previous.At || !IsSamePicture(_previous.Jpeg.Span, frame.Jpeg.Span))
        {
            (_since, _count) = (frame.At, 0);
        }

        _previous = frame;
        return ++_count >= MinFrames && frame.At - _since >= limit;
    }

    /// <summary>True when two files hold the same picture, whatever their headers say.</summary>
    internal static bool IsSamePicture(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        first[FrameHeader.ScanOf(first)..].SequenceEqual(second[FrameHeader.ScanOf(second)..]);
}
