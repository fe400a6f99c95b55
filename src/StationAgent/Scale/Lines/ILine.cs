namespace StationAgent.Scale.Lines;

/// <summary>
/// A line to a device: bytes in, bytes out. It is opened with a token that ends it; one thread reads, writes and disposes, and may block in all three
/// for the time it allows. Disposing never waits for the other side.
/// </summary>
internal interface ILine : IDisposable
{
    /// <summary>Waits for bytes.</summary>
    /// <param name="buffer">Takes them; not empty.</param>
    /// <param name="timeout">How long to wait, to the millisecond above.</param>
    /// <returns>How many bytes were read; 0 when none came in time.</returns>
    /// <exception cref="IOException">The line is gone; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The line is to end.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);

    /// <summary>Sends bytes.</summary>
    /// <exception cref="IOException">The line is gone or takes nothing; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The line is to end.</exception>
    void Write(ReadOnlySpan<byte> bytes);
}
