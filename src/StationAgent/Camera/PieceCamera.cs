using System.Collections.Concurrent;
using StationAgent.Vision.Capture;

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
        var reference = tap.ReferenceBefore(changedAt);
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

    /// <summary>The newest picture of the camera; null before the first.</summary>
    public Frame? Latest => tap.Latest;

    /// <summary>The frames of a piece; null when they were not taken or were released.</summary>
    public PieceFrames? FramesOf(long number) => _frames.GetValueOrDefault(number);

    /// <summary>Releases the frames of a piece.</summary>
    public void Release(long number) => _frames.TryRemove(number, out _);
}
