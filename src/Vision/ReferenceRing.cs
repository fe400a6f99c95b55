using StationAgent.Vision.Capture;

namespace StationAgent.Vision;

/// <summary>
/// Keeps a few frames of the last seconds, compressed, so that the platform as it was before a piece came can be looked up. Frames are decoded only when
/// a reference is asked for. Safe for use by several threads.
/// </summary>
public sealed class ReferenceRing
{
    private const int MostFrames = 1000;

    private readonly Lock _lock = new();
    private readonly ReferenceRingOptions _options;
    private readonly FrameLikeness _likeness;
    private readonly Queue<Frame> _frames;
    private readonly int _capacity;
    private Frame? _newestKept;
    private Frame? _latest;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="options">Durations and limits.</param>
    /// <param name="likeness">Tells whether two frames agree.</param>
    /// <exception cref="ArgumentOutOfRangeException">A duration or limit is not positive, or the ring would hold over 1,000 frames.</exception>
    public ReferenceRing(ReferenceRingOptions options, FrameLikeness likeness)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(likeness);
        if (options.Interval <= TimeSpan.Zero
            || options.LeastAge < TimeSpan.Zero
            || options.Keep < options.Interval
            || options.Keep > options.Interval * MostFrames
            || options.MaxFrameBytes <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options, $"Positive durations, {MostFrames} intervals at most to keep, and room for a frame are expected.");
        }

        (_options, _likeness) = (options, likeness);
        _capacity = (int)(options.Keep / options.Interval) + 1;
        _frames = new Queue<Frame>(_capacity);
    }

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
                Forget();
            }

            _latest = frame;
            if (frame.Jpeg.Length > _options.MaxFrameBytes || frame.At - _newestKept?.At < _options.Interval)
            {
                return;
            }

            while (_frames.TryPeek(out var oldest) && (_frames.Count >= _capacity || frame.At - oldest.At > _options.Keep))
            {
                _frames.Dequeue();
            }

            _frames.Enqueue(frame);
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
            if (frames[i].At <= changeAt - _options.LeastAge && _likeness.Agree(frames[i - 1], frames[i]))
            {
                return frames[i];
            }
        }

        return null;
    }

    /// <summary>Lets all frames go: they show a platform that is none any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Forget();
        }
    }

    private void Forget()
    {
        _frames.Clear();
        (_latest, _newestKept) = (null, null);
    }
}
