namespace StationAgent.Vision.Capture.Streams;

/// <summary>Frames from a stream of JPEG files, such as a child's output or the body of an HTTP answer. Not for use by two threads at once.</summary>
/// <param name="rate">Frames a second at most; more are dropped evenly and without being copied.</param>
/// <param name="time">Stamps a frame with the time at which its last byte had come.</param>
/// <param name="check">Looks at the first bytes of a stream until a picture has come; throws when there will be none.</param>
internal sealed class StreamFrames(double rate, TimeProvider time, Action<ReadOnlyMemory<byte>>? check = null)
{
    /// <summary>The number of bytes by which a stream is recognised.</summary>
    private const int BeginningBytes = 512;

    private readonly FramePace _pace = new(rate);
    private readonly byte[] _beginning = new byte[BeginningBytes];
    private readonly JpegSplitter _splitter = new(CaptureLimits.MaximumFrameBytes);
    private long _sequence;

    /// <summary>The number of bytes that the stream has brought.</summary>
    public long Received { get; private set; }

    /// <summary>The number of whole pictures that the stream has brought, wanted or not.</summary>
    public int Pictures { get; private set; }

    /// <summary>The number of bytes that did not belong to a whole picture.</summary>
    public long Skipped => _splitter.Skipped;

    /// <summary>Why the newest picture that is not whole is not.</summary>
    public PictureFault Fault => _splitter.Fault;

    /// <summary>Makes ready for another stream; what is left of the one before is dropped.</summary>
    public void Restart()
    {
        _splitter.Restart();
        (Received, Pictures) = (0, 0);
    }

    /// <summary>Waits for the next wanted frame.</summary>
    /// <param name="stream">The stream, always the same one.</param>
    /// <param name="cancellationToken">Ends the wait; what has come is kept.</param>
    /// <returns>Null at the end of the stream.</returns>
    public async ValueTask<Frame?> NextAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TakeWanted() is { } frame)
            {
                return frame;
            }

            var room = _splitter.Room();
            var count = await stream.ReadAsync(room, cancellationToken);
            if (count == 0)
            {
                return null;
            }

            Check(room.Span[..count]);
            _splitter.Take(count);
        }
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (Received < BeginningBytes && Pictures == 0)
        {
            var free = _beginning.AsSpan((int)Received);
            var taken = Math.Min(bytes.Length, free.Length);
            bytes[..taken].CopyTo(free);
            check?.Invoke(_beginning.AsMemory(0, (int)Received + taken));
        }

        Received += bytes.Length;
    }

    private Frame? TakeWanted()
    {
        while (_splitter.TryNext(out var jpeg))
        {
            Pictures++;
            var at = FrameClock.Since(time);
            if (_pace.Wants(at))
            {
                return new Frame(jpeg.ToArray(), at, _sequence++);
            }
        }

        return null;
    }
}
