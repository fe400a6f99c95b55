using StationAgent.Vision;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>
/// Tray: watches until the pictures show the empty platform after an accepted piece, so that a piece which never left the view is not taken for another one. A
/// picture that rests is accepted too, because light and surroundings may have changed: soon when it shows the platform in another light, and late when something
/// lies or is held in it. Frames are decoded only while it watches.
/// </summary>
/// <param name="hub">Knows the pictures of the empty platform.</param>
/// <param name="likeness">Decides whether two frames show the same.</param>
/// <param name="finder">Finds what lies on the platform.</param>
internal sealed class ClearViewWatch(FrameHub hub, FrameLikeness likeness, ObjectFinder finder)
{
    /// <summary>The light rests after this time.</summary>
    private static readonly TimeSpan RestFor = TimeSpan.FromSeconds(3);

    /// <summary>Nobody holds a piece still for this long; what is still there then belongs to the surroundings.</summary>
    private static readonly TimeSpan BelongsAfter = TimeSpan.FromSeconds(20);

    /// <summary>The least time between two frames that are decoded.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private TimeSpan? _after;
    private TimeSpan? _lookedAt;
    private Frame? _resting;

    /// <summary>Watches from now on.</summary>
    /// <param name="after">Frames that came before this time, as time since boot, do not count.</param>
    public void Start(TimeSpan after)
    {
        lock (_gate)
        {
            _after = after;
            (_lookedAt, _resting) = (null, null);
        }
    }

    /// <summary>Looks at a frame of the camera.</summary>
    /// <returns>True once, when the view is clear.</returns>
    public bool Offer(Frame frame)
    {
        lock (_gate)
        {
            if (_after is not { } after || frame.At < after || frame.At - _lookedAt < Interval)
            {
                return false;
            }

            _lookedAt = frame.At;

            // The first picture of the rest is compared, not the one before: what creeps does not rest.
            if (_resting is null || !likeness.Agree(_resting, frame))
            {
                _resting = frame;
            }

            var restsFor = frame.At - _resting.At;
            var isEmpty = hub.EmptyPlatform is [var empty, ..] && (restsFor >= RestFor || likeness.Agree(empty, frame)) && !finder.IsObjectIn(empty, frame);
            if (!isEmpty && restsFor < BelongsAfter)
            {
                return false;
            }

            (_after, _resting) = (null, null);

            // After a loss of the camera there is no other picture with which the next piece could be compared.
            hub.TakeReference(frame);
            return true;
        }
    }
}
