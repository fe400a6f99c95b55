namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The result of a wait for a buffer.</summary>
internal enum VideoWait
{
    /// <summary>A buffer is filled.</summary>
    Ready,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>The wait was cancelled.</summary>
    Cancelled,

    /// <summary>The device has failed or is gone.</summary>
    Lost,
}
