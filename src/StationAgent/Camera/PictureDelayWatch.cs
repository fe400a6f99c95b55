using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Camera;

/// <summary>
/// Measures by how much the pictures are behind the scale: from the change of the load on an empty platform to the first picture that differs from the one before
/// it. A hand is in view before the load changes, so the pictures of a camera without delay have changed by then. Frames are decoded only while it watches.
/// </summary>
/// <param name="hub">Finds the picture of the platform before the change.</param>
/// <param name="likeness">Decides whether two frames show the same.</param>
internal sealed class PictureDelayWatch(FrameHub hub, FrameLikeness likeness)
{
    /// <summary>Streams over a network are at most some seconds late; after this time the picture will not change because of the load.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(12);

    /// <summary>Frames are stamped when they arrive, and a frame takes a moment to expose, compress and send.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>The least time between two frames that are decoded.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private readonly Lock _gate = new();
    private Change? _pending;
    private Frame? _reference;
    private TimeSpan? _lastAlike;
    private TimeSpan _lookedAt;

    /// <summary>Watches for the change of the picture. An earlier change that the pictures have not followed yet goes first.</summary>
    /// <param name="since">The earliest time at which the load may have begun to change, as time since boot.</param>
    /// <param name="at">When the scale showed the change.</param>
    public void Start(TimeSpan since, TimeSpan at)
    {
        lock (_gate)
        {
            if (_pending is not { } pending || at - pending.At > LongestWait)
            {
                _pending = new Change(since, at);
                (_reference, _lastAlike) = (null, null);
            }
        }
    }

    /// <summary>Stops watching, because the load was not a piece, or because the camera was lost.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _pending = null;
            _reference = null;
        }
    }

    /// <summary>Looks at a frame of the camera.</summary>
    /// <returns>The report once, when the picture has changed.</returns>
    public StationSignal.PictureChanged? Offer(Frame frame)
    {
        lock (_gate)
        {
            if (_pending is not { } pending || frame.At < pending.Since || frame.At - _lookedAt < Interval)
            {
                return null;
            }

            _lookedAt = frame.At;
            _reference ??= hub.FindReference(pending.Since);
            if (_reference is null || frame.At - pending.At > LongestWait)
            {
                (_pending, _reference) = (null, null);
                return null;
            }

            if (likeness.Agree(_reference, frame))
            {
                _lastAlike = frame.At;
                return null;
            }

            // A picture after the change that still shows the platform without it proves the delay; without such a picture there is none.
            var isLate = _lastAlike > pending.At + Tolerance;
            (_pending, _reference) = (null, null);
            return new StationSignal.PictureChanged(frame.At, pending.Since, isLate ? frame.At - pending.Since : TimeSpan.Zero);
        }
    }

    private sealed record Change(TimeSpan Since, TimeSpan At);
}
