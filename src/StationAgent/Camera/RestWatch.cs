using StationAgent.Vision;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>
/// Bin: watches until load and picture have both rested, then makes the newest frame the new reference. Frames are decoded only while it
/// watches.
/// </summary>
/// <param name="hub">Keeps the reference.</param>
/// <param name="recogniser">Decides whether two frames show the same.</param>
internal sealed class RestWatch(FrameHub hub, PieceRecogniser recogniser)
{
    /// <summary>How long both have to rest.</summary>
    private static readonly TimeSpan RestFor = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private bool _watching;
    private Frame? _previous;
    private TimeSpan _restingSince;

    /// <summary>Watches from now on.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _watching = true;
            _previous = null;
        }
    }

    /// <summary>Looks at a frame of the camera, about one a second.</summary>
    /// <returns>True once, when both have rested and the frame is the new reference.</returns>
    public bool Offer(Frame frame)
    {
        lock (_gate)
        {
            if (!_watching)
            {
                return false;
            }

            if (_previous is null || !recogniser.LooksLike(_previous, frame))
            {
                _restingSince = frame.At;
            }

            _previous = frame;
            if (frame.At - _restingSince < RestFor)
            {
                return false;
            }

            _watching = false;
            hub.TakeReference(frame);
            return true;
        }
    }

    /// <summary>Requires the picture to come to rest again, because the load has changed.</summary>
    public void Disturb()
    {
        lock (_gate)
        {
            _previous = null;
        }
    }
}
