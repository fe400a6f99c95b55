namespace StationAgent.Vision.Capture.Streams;

/// <summary>Frames from a stream of JPEG files, such as a child's output or the body of an HTTP answer. Not for use by two threads at once.</summary>
/// <param name="rate">Frames a second at most; more are dropped evenly and without being copied.</param>
/// <param name="time">Stamps a frame with the time at which its last byte had come.</param>
internal sealed class StreamFrames(double rate, TimeProvider time)
{
    private readonly JpegSplitter _splitter = new(CaptureLimits.MaximumFrameBytes);
    private readonly FramePace _pace = new(rate);
    private long _sequence;

    /// <summary>The number of bytes that did not belong to a whole picture.</summary>
    public long Skipped => _splitter.Skipped;

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

            var count = await stream.ReadAsync(_splitter.Room(), cancellationToken);
            if (count == 0)
            {
                return null;
            }

            _splitter.Take(count);
        }
    }

    private Frame? TakeWanted()
    {
        while (_splitter.TryNext(out var jpeg))
        {
            var at = FrameClock.Since(time);
            if (_pace.Wants(at))
            {
                return new Frame(jpeg.ToArray(), at, _sequence++);
            }
        }

        return null;
    }
}
