using System.Diagnostics;
using StationAgent.Native;

namespace StationAgent.Vision.Capture.Rpicam;

/// <summary>A program that runs beside the agent and is ended with it: asked first, then killed, and always waited for, so that no zombie stays.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int SignalTerminate = 15;

    private static readonly TimeSpan TerminateTimeout = CaptureLimits.LongestEnd / 2;

    private readonly Process _process;
    private readonly TimeProvider _time;
    private bool _isDisposed;

    private ChildProcess(Process process, TimeProvider time)
    {
        (_process, _time) = (process, time);
        Id = process.Id;
        Output = process.StandardOutput.BaseStream;
        Errors = process.StandardError.BaseStream;
    }

    /// <summary>The process's number.</summary>
    public int Id { get; }

    /// <summary>What it writes.</summary>
    public Stream Output { get; }

    /// <summary>What it complains about.</summary>
    public Stream Errors { get; }

    /// <summary>Starts a program; it reads nothing.</summary>
    /// <param name="program">Name, looked up in PATH, or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, TimeProvider time)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            return new ChildProcess(process, time);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, 128 and more for a signal; null when it still runs after the limit.</returns>
    public async Task<int?> WaitForExitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _process.WaitForExitAsync(either.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;

        // The number is this child's as long as its end has not been seen.
        if (!_process.HasExited && LibC.Kill(Id, SignalTerminate) == 0)
        {
            await WaitForExitAsync(TerminateTimeout, CancellationToken.None);
        }

        if (!_process.HasExited)
        {
            _process.Kill();

            // A process that the kernel holds in a call of a broken driver does not go; the agent does not wait for it.
            await WaitForExitAsync(CaptureLimits.LongestEnd, CancellationToken.None);
        }

        // Whoever the child has started may hold its pipes open.
        await Output.DisposeAsync();
        await Errors.DisposeAsync();
        _process.Dispose();
    }
}
