using System.Collections.Concurrent;

namespace StationAgent.Camera;

/// <summary>Takes and keeps the pictures of the pieces that are being judged, by drop-off number.</summary>
internal sealed class PieceCamera(IFrameTap tap, int framesPerPiece, TimeSpan timeout, TimeProvider time)
{
    /// <summary>The load becomes stable only some time after the piece stops moving, so frames from that time count as fresh.</summary>
    private static readonly TimeSpan LyingStillBeforeStable = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<long, PieceFrames> _frames = new();

    /// <summary>Takes the frames of one piece.</summary>
    /// <param name="number">The drop-off's number.</param>
    /// <param name="changedAt">When its load changed, time since boot.</param>
    /// <param name="now">Time since boot.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">The camera delivered too few frames in time.</exception>
    public async Task CaptureAsync(long number, TimeSpan changedAt, TimeSpan now, CancellationToken cancellationToken)
    {
        // Finding it decodes some frames; the station's loop must not wait for that.
        var reference = await Task.Run(() => tap.ReferenceBefore(changedAt), cancellationToken);
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var frames = await tap.TakeAsync(framesPerPiece, now - LyingStillBeforeStable, either.Token);
            _frames[number] = new PieceFrames(reference, frames);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the camera delivered fewer than {framesPerPiece} frames in {timeout.TotalSeconds:0.#} s", late);
        }
    }

    /// <summary>Takes one more picture of a piece, to be compared with those that show it.</summary>
    /// <param name="number">The drop-off's number.</param>
    /// <param name="shownAt">When the picture of an earlier look came that shows the piece too; null for none.</param>
    /// <returns>Null when there is no picture, or when the frames of the piece were not taken or were released.</returns>
    public PieceLook? LookAgain(long number, TimeSpan? shownAt)
    {
        if (FramesOf(number) is not { } frames || tap.Latest is not { } latest)
        {
            return null;
        }

        var shown = frames.Looked?.At == shownAt ? frames.Looked : frames.Shown;
        _frames.TryUpdate(number, frames with { Shown = shown, Looked = latest }, frames);
        return new PieceLook(frames.Reference, shown is null ? [frames.Frames[^1]] : [frames.Frames[^1], shown], latest);
    }

    /// <summary>The frames of a piece; null when they were not taken or were released.</summary>
    public PieceFrames? FramesOf(long number) => _frames.GetValueOrDefault(number);

    /// <summary>Releases the frames of a piece.</summary>
    public void Release(long number) => _frames.TryRemove(number, out _);
}
