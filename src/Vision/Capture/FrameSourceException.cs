namespace StationAgent.Vision.Capture;

/// <summary>A frame source can no longer deliver; the message says what was lost and what would help.</summary>
public sealed class FrameSourceException : Exception
{
    /// <inheritdoc cref="Exception()"/>
    public FrameSourceException()
    {
    }

    /// <inheritdoc cref="Exception(string)"/>
    public FrameSourceException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="Exception(string, Exception)"/>
    public FrameSourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
