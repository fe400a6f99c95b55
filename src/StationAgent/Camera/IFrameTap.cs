using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>Where the capture effect gets its frames from: the live camera, or the camera of a station in virtual time.</summary>
internal interface IFrameTap
{
    /// <summary>The newest frame of the camera; null before the first.</summary>
    Frame? Latest { get; }

    /// <summary>The newest frame of the empty platform (bin: of the settled pile) before a load change; null when there is none.</summary>
    Frame? ReferenceBefore(TimeSpan changedAt);

    /// <summary>Takes fresh frames.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="notBefore">Frames taken earlier than this, as time since boot, do not count.</param>
    /// <param name="cancellationToken">Ends the wait with an exception; frames taken until then are not returned.</param>
    ValueTask<IReadOnlyList<Frame>> TakeAsync(int count, TimeSpan notBefore, CancellationToken cancellationToken);
}
