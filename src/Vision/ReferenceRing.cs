using StationAgent.Vision.Capture;

namespace StationAgent.Vision;

/// <summary>
/// Keeps a few frames of the last seconds, compressed, so that the platform as it was before a piece came can be looked up. Frames are decoded only when
/// a reference is asked for. Safe for use by several threads.
/// </summary>
public sealed class ReferenceRing
{
    // Larger frames are not kept, and the oldest go when all together are larger than this, so that the ring's memory is bounded.
    private const int MaxFrameBytes = CaptureLimits.MaximumFrameBytes;
    private const int MaxBytes = 22 * 1024 * 1024;

    // Least time between two kept frames, and how much older than the newest the oldest may be.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(10);

    // A hand is in view before the load moves.
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(2);

    private static readonly int Capacity = (int)(KeepFor / Interval) + 1;

    private readonly Lock _lock = new();
    private readonly FrameLikeness _likeness = new();
    private readonly Queue<Frame> _frames = new(Capacity);
    private long _bytes;
    private Frame? _newestKept;
    private Frame? _latest;

    /// <summary>The newest frame that was offered; null before the first and after <see cref="Clear"/>.</summary>
    public Frame? Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    /// <summary>Offers a frame of the stream; it is kept when the last kept one is old enough. A frame older than the one before starts a new ring.</summary>
    public void Add(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        lock (_lock)
        {
            if (frame.At < _latest?.At)
            {
                RemoveAll();
            }

            _latest = frame;
            if (frame.Jpeg.Length > MaxFrameBytes || frame.At - _newestKept?.At < Interval)
            {
                return;
            }

            while (_frames.TryPeek(out var oldest)
                && (_frames.Count >= Capacity || frame.At - oldest.At > KeepFor || _bytes + frame.Jpeg.Length > MaxBytes))
            {
                _bytes -= _frames.Dequeue().Jpeg.Length;
            }

            _frames.Enqueue(frame);
            _bytes += frame.Jpeg.Length;
            _newestKept = frame;
        }
    }

    /// <summary>The newest frame that is old enough and agrees with the one kept before it: nothing moved in between.</summary>
    /// <param name="changeAt">When the load changed, time since boot.</param>
    /// <returns>Null when there is none.</returns>
    public Frame? ReferenceBefore(TimeSpan changeAt)
    {
        Frame[] frames;
        lock (_lock)
        {
            frames = [.. _frames];
        }

        // Decoding takes milliseconds; the camera's thread must not wait for it.
        for (var i = frames.Length - 1; i > 0; i--)
        {
            if (frames[i].At <= changeAt - MinAge && _likeness.Agree(frames[i - 1], frames[i]))
            {
                return frames[i];
            }
        }

        return null;
    }

    /// <summary>Removes all frames, because the platform no longer looks like them.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            RemoveAll();
        }
    }

    private void RemoveAll()
    {
        _frames.Clear();
        _bytes = 0;
        (_latest, _newestKept) = (null, null);
    }
}
