namespace StationAgent.Scale.Lines;

/// <summary>
/// A line to a device: bytes in, bytes out. A token, given when it is opened, ends it. One thread reads, writes and disposes, and may block in all three
/// for the time it allows. Disposing never waits for the other side.
/// </summary>
internal interface ILine : IDisposable
{
    /// <summary>Waits for bytes.</summary>
    /// <param name="buffer">Receives the bytes; not empty.</param>
    /// <param name="timeout">How long to wait, rounded up to milliseconds.</param>
    /// <returns>How many bytes were read; 0 when none came in time.</returns>
    /// <exception cref="IOException">The line is gone; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The token has ended the line.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);

    /// <summary>Sends bytes.</summary>
    /// <exception cref="IOException">The line is gone or accepts nothing; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The token has ended the line.</exception>
    void Write(ReadOnlySpan<byte> bytes);
}
