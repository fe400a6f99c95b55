namespace StationAgent.Vision.Imaging;

/// <summary>A picture cannot be decoded, or exceeds a limit; the message says which and what would be right.</summary>
public sealed class FrameDecodeException : Exception
{
    /// <inheritdoc cref="Exception()"/>
    public FrameDecodeException()
    {
    }

    /// <inheritdoc cref="Exception(string)"/>
    public FrameDecodeException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="Exception(string, Exception)"/>
    public FrameDecodeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
