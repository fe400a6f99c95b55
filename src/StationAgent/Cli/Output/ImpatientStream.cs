using System.Runtime.InteropServices;
using System.Text;
using StationAgent.Native;

namespace StationAgent.Cli.Output;

/// <summary>Writes to a descriptor that may have a reader who has stopped reading: what finds no room within a moment is dropped, and nobody waits longer.</summary>
/// <param name="descriptor">Where it writes to; need not be non-blocking.</param>
internal sealed class ImpatientStream(SafeHandle descriptor) : WriteOnlyStream
{
    // A reader that works takes what is there at once.
    private const int PatienceMilliseconds = 500;

    // A pipe that is ready takes this much without waiting: PIPE_BUF of pipe(7).
    private const int Piece = 4096;

    private bool _isStuck;

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

    // Waits only once: ten lines for a reader that is stuck must not take ten times as long.
    private bool HasRoom()
    {
        PollDescriptor[] wanted = [new((int)descriptor.DangerousGetHandle(), PollEvents.Out, Seen: 0)];
        _isStuck = LibC.Poll(wanted, 1, _isStuck ? 0 : PatienceMilliseconds) <= 0;
        return !_isStuck;
    }
}
