using System.ComponentModel;
using StationAgent.Native;
using StationAgent.Vision.Capture.Streams;

namespace StationAgent.Vision.Capture.Children;

/// <summary>
/// Frames from a program that writes JPEG files to its output one after the other. A frame is stamped when its last byte has come. The program ends when this is
/// disposed of, or by the loss of its output when the agent itself is killed.
/// </summary>
internal sealed class ChildFrames : IAsyncDisposable
{
    private const int KeptErrorBytes = 2048;
    private const int ReportedErrorLines = 4;

    // A program that fails writes its error message before it ends, or not at all.
    private static readonly TimeSpan ErrorOutputTimeout = TimeSpan.FromSeconds(1);

    private readonly ChildProcess _child;
    private readonly StreamFrames _frames;
    private readonly TextTail _errors = new(KeptErrorBytes, ReportedErrorLines);
    private readonly Task _readingErrors;
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly Func<string, string> _explain;

    private ChildFrames(string name, ChildProcess child, double rate, Func<string, string> explain, TimeProvider time)
    {
        (_name, _child, _explain, _time) = (name, child, explain, time);
        _frames = new StreamFrames(rate, time);
        _readingErrors = ReadErrorsAsync();
    }

    /// <summary>Starts a program.</summary>
    /// <param name="call">The program, its arguments and its input.</param>
    /// <param name="rate">Frames a second at most.</param>
    /// <param name="remedy">What a person can do when it cannot be started.</param>
    /// <param name="explain">Makes the message of a failure from how the program ended and what it said.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="FrameSourceException">The program cannot be started.</exception>
    public static ChildFrames Start(ChildCall call, double rate, string remedy, Func<string, string> explain, TimeProvider time)
    {
        try
        {
            return new ChildFrames(call.Program, ChildProcess.Start(call, time), rate, explain, time);
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // The message of .NET repeats the program and names the working folder of the agent.
            var why = problem is Win32Exception { NativeErrorCode: Errno.AccessDenied } ? "it may not be executed" : "it is not there";
            throw new FrameSourceException($"The program {call.Program} cannot be started: {why}. {remedy}", problem);
        }
    }

    /// <summary>Waits for the next frame.</summary>
    /// <exception cref="FrameSourceException">The program has ended, or its output is lost.</exception>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.NextAsync(_child.Output, cancellationToken) ?? throw await ExplainEndAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            throw new FrameSourceException($"The output of {_name} is closed.", problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await _readingErrors;
    }

    private async Task<FrameSourceException> ExplainEndAsync(CancellationToken cancellationToken)
    {
        var code = await _child.WaitForExitAsync(ErrorOutputTimeout, cancellationToken);
        await Task.WhenAny(_readingErrors, Task.Delay(ErrorOutputTimeout, _time, cancellationToken));
        var how = code is { } number ? $"ended with exit code {number}" : "closed its output";
        var said = _errors.ToString();
        return new FrameSourceException(_explain($"{how}{(said.Length > 0 ? $": {said}" : " and said nothing")}"));
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new byte[KeptErrorBytes];
        try
        {
            // The child would block when its pipe is full, so it is read all the time.
            while (await _child.Errors.ReadAsync(buffer) is var count and > 0)
            {
                _errors.Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed with the child; the lines read so far are kept.
        }
    }
}
