using System.Diagnostics;
using StationAgent.Native;

namespace StationAgent.Vision.Capture.Children;

/// <summary>A program that runs beside the agent and ends with it: it is asked to end, then killed, and always waited for, so that no zombie stays.</summary>
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

    /// <summary>The process ID.</summary>
    public int Id { get; }

    /// <summary>The program's standard output.</summary>
    public Stream Output { get; }

    /// <summary>The program's standard error.</summary>
    public Stream Errors { get; }

    /// <summary>Starts a program, hands it its input and closes that.</summary>
    /// <param name="call">The program, its arguments and its input.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static ChildProcess Start(ChildCall call, TimeProvider time)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments)
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
            Hand(process, call.Input);
            return new ChildProcess(process, time);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the program has ended.</summary>
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

        // The process ID is not given to another process before the end of this one was waited for.
        if (!_process.HasExited && LibC.Kill(Id, SignalTerminate) == 0)
        {
            await WaitForExitAsync(TerminateTimeout, CancellationToken.None);
        }

        if (!_process.HasExited)
        {
            _process.Kill();

            // A process that the kernel holds in a call of a broken driver cannot be killed; the agent does not wait for it.
            await WaitForExitAsync(CaptureLimits.LongestEnd, CancellationToken.None);
        }

        // A process that the child has started may hold its pipes open.
        await Output.DisposeAsync();
        await Errors.DisposeAsync();
        _process.Dispose();
    }

    // It fits into a pipe, so this does not wait for the program.
    private static void Hand(Process process, string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program has ended already; the end of its output tells why.
        }
    }
}
