using System.ComponentModel;
using System.Globalization;
using StationAgent.Vision.Capture.Streams;

namespace StationAgent.Vision.Capture.Rpicam;

/// <summary>
/// A Raspberry Pi's CSI camera by a child process <c>rpicam-vid</c> that writes JPEG files to its output one after the other. A frame is stamped when its
/// last byte has come, about one frame interval after it was taken. The child ends when the source is disposed of, or by the loss of its output
/// when the agent itself is killed.
/// </summary>
public sealed class RpicamFrameSource : IFrameSource
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

    private RpicamFrameSource(string name, ChildProcess child, RpicamFrameSourceOptions options, TimeProvider time)
    {
        (Name, _child, _time) = (name, child, time);
        _frames = new StreamFrames(options.Rate, time);
        _readingErrors = ReadErrorsAsync();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="options">What it is asked for.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="FrameSourceException">The program cannot be started.</exception>
    public static RpicamFrameSource Open(RpicamFrameSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            return new RpicamFrameSource(options.Program, ChildProcess.Start(options.Program, Arguments(options), time), options, time);
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new FrameSourceException(
                $"The program {options.Program} cannot be started: {problem.Message}. Install the package rpicam-apps, or name the program in Camera:Program.",
                problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.NextAsync(_child.Output, cancellationToken) ?? throw await ExplainEndAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            throw new FrameSourceException($"The output of {Name} cannot be read: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await _readingErrors;
    }

    private static string[] Arguments(RpicamFrameSourceOptions options) =>
    [
        "--codec", "mjpeg",
        "-o", "-",
        "-t", "0",
        "-n",
        "--flush",
        "--width", options.Width.ToString(CultureInfo.InvariantCulture),
        "--height", options.Height.ToString(CultureInfo.InvariantCulture),
        "--framerate", options.Rate.ToString(CultureInfo.InvariantCulture),
    ];

    private async Task<FrameSourceException> ExplainEndAsync(CancellationToken cancellationToken)
    {
        var code = await _child.WaitForExitAsync(ErrorOutputTimeout, cancellationToken);
        await Task.WhenAny(_readingErrors, Task.Delay(ErrorOutputTimeout, _time, cancellationToken));
        var how = code is { } number ? $"ended with exit code {number}" : "closed its output";
        var said = _errors.ToString();
        return new FrameSourceException(
            $"{Name} {how}{(said.Length > 0 ? $": {said}" : " and said nothing")}. Check that '{Name} --list-cameras' names the camera and that no other program uses it.");
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
