using System.Runtime.InteropServices;
using System.Text;
using StationAgent.Native;

namespace StationAgent.Cli.Output;

/// <summary>Writes to a descriptor that may have a reader who has stopped reading: what finds no room within a moment is dropped, and nobody waits longer.</summary>
/// <param name="descriptor">Where it writes to; need not be non-blocking.</param>
internal sealed class ImpatientStream(SafeHandle descriptor) : Stream
{
    // A reader that works takes what is there at once.
    private const int PatienceMilliseconds = 500;

    // A pipe that is ready takes this much without waiting: PIPE_BUF of pipe(7).
    private const int Piece = 4096;

    private bool _isStuck;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A writer of UTF-8 that keeps nothing back; for one thread at a time.</summary>
    public static TextWriter WriterOf(SafeHandle descriptor) =>
        TextWriter.Synchronized(new StreamWriter(new ImpatientStream(descriptor), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0 && HasRoom())
        {
            var written = LibC.Write(descriptor, buffer[..Math.Min(buffer.Length, Piece)], Math.Min(buffer.Length, Piece));
            if (written < 0 && Marshal.GetLastPInvokeError() is not (Errno.Interrupted or Errno.Again))
            {
                return;
            }

            buffer = buffer[(int)Math.Max(written, 0)..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    // Waits only once: ten lines for a reader that is stuck must not take ten times as long.
    private bool HasRoom()
    {
        PollDescriptor[] wanted = [new((int)descriptor.DangerousGetHandle(), PollEvents.Out, Seen: 0)];
        _isStuck = LibC.Poll(wanted, 1, _isStuck ? 0 : PatienceMilliseconds) <= 0;
        return !_isStuck;
    }
}
