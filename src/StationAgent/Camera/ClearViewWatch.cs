using StationAgent.Vision;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>
/// Tray: watches until the pictures show the empty platform after an accepted piece, so that a piece which never left the view is not taken for another one. A
/// picture that rests is accepted too, because light and surroundings may have changed. Frames are decoded only while it watches.
/// </summary>
/// <param name="hub">Knows the picture of the empty platform.</param>
/// <param name="likeness">Decides whether two frames show the same.</param>
internal sealed class ClearViewWatch(FrameHub hub, FrameLikeness likeness)
{
    /// <summary>A piece in the hand is not held still for this long.</summary>
    private static readonly TimeSpan RestFor = TimeSpan.FromSeconds(3);

    /// <summary>The least time between two frames that are decoded.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private TimeSpan? _after;
    private Frame? _previous;
    private TimeSpan _restingSince;

    /// <summary>Watches from now on.</summary>
    /// <param name="after">Frames that came before this time, as time since boot, do not count.</param>
    public void Start(TimeSpan after)
    {
        lock (_gate)
        {
            _after = after;
            _previous = null;
        }
    }

    /// <summary>Looks at a frame of the camera.</summary>
    /// <returns>True once, when the view is clear.</returns>
    public bool Offer(Frame frame)
    {
        lock (_gate)
        {
            if (_after is not { } after || frame.At < after || frame.At - _previous?.At < Interval)
            {
                return false;
            }

            if (_previous is null || !likeness.Agree(_previous, frame))
            {
                _restingSince = frame.At;
            }

            _previous = frame;
            var isClear = frame.At - _restingSince >= RestFor || (hub.EmptyPlatform is { } empty && likeness.Agree(empty, frame));
            if (isClear)
            {
                (_after, _previous) = (null, null);
            }

            return isClear;
        }
    }
}
