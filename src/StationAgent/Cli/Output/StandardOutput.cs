using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Native;

namespace StationAgent.Cli.Output;

/// <summary>
/// The standard output of a command. The first write that fails ends the command: it cancels <see cref="Lost"/>, and it and all later ones throw.
/// .NET's own stream hides a closed pipe, so that <c>station-agent simulate | head</c> would run on for hours.
/// </summary>
internal sealed class StandardOutput : WriteOnlyStream
{
    private readonly SafeHandle _descriptor;
    private readonly CancellationTokenSource _lost = new();

    /// <param name="descriptor">Where it writes to.</param>
    public StandardOutput(SafeHandle descriptor) => _descriptor = descriptor;

    /// <summary>Opens the standard output of this process.</summary>
    public static StandardOutput OfThisProcess() => new(new SafeFileHandle(1, ownsHandle: false));

    /// <summary>Cancelled when nothing more can be written.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why nothing more can be written, as an error of the C library; 0 as long as it can.</summary>
    public int Error { get; private set; }

    /// <summary>True when the reader of a pipe has gone: it has what it wanted.</summary>
    public bool IsClosedPipe => Error == Errno.BrokenPipe;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (Error != 0)
            {
                throw Failure();
            }

            var written = LibC.Write(_descriptor, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Errno.Interrupted:
                    break;
                case Errno.Again:
                    LibC.Poll([new PollDescriptor((int)_descriptor.DangerousGetHandle(), PollEvents.Out, Seen: 0)], 1, -1);
                    break;
                case var error:
                    Error = error;
                    // Not here: what it cancels may write too.
                    _ = _lost.CancelAsync();
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lost.Dispose();
            _descriptor.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What later writes throw.</summary>
    public OutputLostException Failure() => new($"the standard output cannot be written: {Marshal.GetPInvokeErrorMessage(Error)}");
}
