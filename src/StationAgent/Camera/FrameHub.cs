using StationAgent.Vision;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>
/// Takes every frame of the live camera: feeds the reference ring, keeps the newest few, and hands fresh ones to the waiting caller. Frames
/// are not decoded here. When no caller waits, the oldest of the recent frames is dropped.
/// </summary>
internal sealed class FrameHub(ReferenceRing ring) : IFrameTap
{
    private const int RecentFrames = 8;

    private readonly Lock _gate = new();
    private readonly EmptyPictures _empty = new();
    private readonly Queue<Frame> _recent = new(RecentFrames);
    private Frame? _lastReference;
    private bool _hasReference;
    private bool _isHeld;
    private Frame? _fallback;
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The newest frame; null before the first.</summary>
    public Frame? Latest { get; private set; }

    /// <summary>True when a piece that comes now could be compared with a picture of the platform without it.</summary>
    public bool HasReference
    {
        get
        {
            // This is read with every frame, and finding a reference decodes two frames: it is not searched again once it was found, and nobody waits for it.
            Frame? latest;
            lock (_gate)
            {
                latest = Latest;
                _hasReference |= latest is not null && _fallback is not null;
                if (_hasReference || latest is null)
                {
                    return _hasReference;
                }
            }

            var isFound = ring.ReferenceBefore(latest.At) is not null;
            lock (_gate)
            {
                _hasReference |= isFound && Latest is not null;
                return _hasReference;
            }
        }
    }

    /// <summary>
    /// Tray: the pictures of the empty platform over which pieces were seen, as far as they differ, newest first. They outlast the loss of the camera: a picture that
    /// is alike to one of them proves that the view is still the same, and empty.
    /// </summary>
    public IReadOnlyList<Frame> EmptyPlatform => _empty.All;

    /// <summary>
    /// Keeps the frames from before a piece came, for as long as it is handled and examined: however long that takes, they are there when its pictures need a
    /// reference.
    /// </summary>
    public void Hold(bool isHeld)
    {
        lock (_gate)
        {
            _isHeld = isHeld;
        }
    }

    /// <summary>Takes a frame from the camera.</summary>
    public void Offer(Frame frame)
    {
        TaskCompletionSource arrived;
        lock (_gate)
        {
            if (!_isHeld)
            {
                ring.Add(frame);
            }

            if (_recent.Count == RecentFrames)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(frame);
            Latest = frame;
            arrived = _arrival;
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        arrived.SetResult();
    }

    /// <summary>Forgets every frame: the camera was lost and may show another view when it comes back.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            ring.Clear();
            _recent.Clear();
            Latest = null;

            _fallback = null;
            _lastReference = null;
            _hasReference = false;
            _isHeld = false;
        }
    }

    /// <summary>
    /// Tray: the platform is empty again. Frames of the time when it was not must not become a reference, so until the ring holds new
    /// ones the reference of the last piece, which shows the empty tray, serves again.
    /// </summary>
    public void PlatformCleared()
    {
        lock (_gate)
        {
            ring.Clear();
            _fallback = _lastReference ?? _fallback;
        }
    }

    /// <summary>Tray: the pictures of a piece were compared with their reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="isPieceSeen">
    /// True when the piece is seen over it, which proves that it is not on the reference. When nothing is seen, the reference may show the piece too: it must not pass
    /// for a picture of the empty platform.
    /// </param>
    public void NoteJudged(Frame reference, bool isPieceSeen)
    {
        if (isPieceSeen)
        {
            _empty.Add(reference);
            return;
        }

        lock (_gate)
        {
            _lastReference = _lastReference == reference ? null : _lastReference;
        }
    }

    /// <summary>This frame shows the platform as it is before the next piece: a bin whose load and picture have rested, or a tray whose view is clear.</summary>
    public void TakeReference(Frame frame)
    {
        lock (_gate)
        {
            ring.Clear();
            ring.Add(frame);
            _fallback = frame;
        }
    }

    /// <summary>Finds the picture of the platform before a change of the load; null when there is none.</summary>
    public Frame? FindReference(TimeSpan changedAt)
    {
        var found = ring.ReferenceBefore(changedAt);
        lock (_gate)
        {
            return found ?? _fallback;
        }
    }

    /// <inheritdoc/>
    public Frame? ReferenceBefore(TimeSpan changedAt)
    {
        var reference = FindReference(changedAt);
        lock (_gate)
        {
            _lastReference = reference;
        }

        return reference;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Frame>> TakeAsync(int count, TimeSpan notBefore, CancellationToken cancellationToken)
    {
        var taken = new List<Frame>(count);
        var newest = notBefore - TimeSpan.FromTicks(1);
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                foreach (var frame in _recent)
                {
                    if (frame.At > newest && taken.Count < count)
                    {
                        taken.Add(frame);
                        newest = frame.At;
                    }
                }

                arrival = _arrival.Task;
            }

            if (taken.Count == count)
            {
                return taken;
            }

            await arrival.WaitAsync(cancellationToken);
        }
    }
}
