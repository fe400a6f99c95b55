using StationAgent.Vision.Capture;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Changes;

namespace StationAgent.Vision;

/// <summary>
/// Finds where something lies on a platform by the difference from a picture of the empty one, without asking what it is. Light and shadows that move count for
/// little, as they do for a piece that is recognised. Safe for use by several threads.
/// </summary>
public sealed class ObjectFinder
{
    /// <summary>Shadows and folds move the outline of a piece by a few cells; another piece in another place shares less than this with it.</summary>
    private const double LeastShared = 0.8;

    private readonly Lock _lock = new();
    private readonly ReferenceDifference _difference = new();
    private readonly Picture _picture = new();
    private readonly Overview _before = new();
    private readonly Overview _now = new();

    /// <summary>True when something lies there that the other picture does not show; false also when one of them cannot be decoded or their shapes differ.</summary>
    /// <param name="empty">The empty platform.</param>
    /// <param name="frame">The platform now.</param>
    public bool IsObjectIn(Frame empty, Frame frame)
    {
        ArgumentNullException.ThrowIfNull(empty);
        ArgumentNullException.ThrowIfNull(frame);
        lock (_lock)
        {
            return Find(empty, frame) is not null;
        }
    }

    /// <summary>True when both frames show something, and in the same place; false also when one cannot be decoded or their shapes differ.</summary>
    /// <param name="empty">The empty platform.</param>
    /// <param name="first">The platform before.</param>
    /// <param name="second">The platform now.</param>
    public bool IsInPlace(Frame empty, Frame first, Frame second)
    {
        ArgumentNullException.ThrowIfNull(empty);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        lock (_lock)
        {
            return Find(empty, first) is { } one && Find(empty, second) is { } other && one.Shared(other) >= LeastShared;
        }
    }

    private ObjectBox? Find(Frame empty, Frame frame)
    {
        try
        {
            Take(empty, _before);
            Take(frame, _now);
        }
        catch (FrameDecodeException)
        {
            return null;
        }

        return _before.Width == _now.Width && _before.Height == _now.Height ? _difference.Find(_before, _now).Box : null;
    }

    private void Take(Frame frame, Overview overview)
    {
        using var encoded = FrameDecoder.Open(frame.Jpeg);
        encoded.Decode(Overview.MinShortSide(encoded.Size), _picture);
        overview.Take(_picture, encoded.Size);
    }
}
