using System.Globalization;
using StationAgent.Vision.Capture.Children;

namespace StationAgent.Vision.Capture.Rpicam;

/// <summary>
/// A Raspberry Pi's CSI camera by a child process <c>rpicam-vid</c> that writes JPEG files to its output one after the other. A frame is stamped when its
/// last byte has come, about one frame interval after it was taken.
/// </summary>
public sealed class RpicamFrameSource : IFrameSource
{
    private readonly ChildFrames _frames;

    private RpicamFrameSource(string name, ChildFrames frames) => (Name, _frames) = (name, frames);

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
        var program = options.Program;
        var frames = ChildFrames.Start(
            new ChildCall(program, Arguments(options)),
            options.Rate,
            "Install the package rpicam-apps, or name the program in Camera:Program.",
            end => $"{program} {end}. Check that '{program} --list-cameras' names the camera and that no other program uses it.",
            time);
        return new RpicamFrameSource(program, frames);
    }

    /// <inheritdoc/>
    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => _frames.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _frames.DisposeAsync();

    private static string[] Arguments(RpicamFrameSourceOptions options) =>
    [
        "--codec", "mjpeg",
        "-o", "-",
        "-t", "0",
        "-n",
        "--flush",
        "--width", Text(options.Width),
        "--height", Text(options.Height),
        "--framerate", Text(options.Rate),
        .. Picture(options),
    ];

    // The options of rpicam-apps: https://www.raspberrypi.com/documentation/computers/camera_software.html
    private static IEnumerable<string> Picture(RpicamFrameSourceOptions options)
    {
        if (options.LensPosition is { } position)
        {
            yield return "--autofocus-mode";
            yield return "manual";
            yield return "--lens-position";
            yield return Text(position);
        }

        if (options.Shutter is { } shutter)
        {
            yield return "--shutter";
            yield return Text((long)shutter.TotalMicroseconds);
        }

        if (options.Gain is { } gain)
        {
            yield return "--gain";
            yield return Text(gain);
        }

        if (options.WhiteBalance is { } mode)
        {
            yield return "--awb";
            yield return mode;
        }

        if (options is { RedGain: { } red, BlueGain: { } blue })
        {
            yield return "--awbgains";
            yield return $"{Text(red)},{Text(blue)}";
        }
    }

    private static string Text(IFormattable value) => value.ToString(format: null, CultureInfo.InvariantCulture);
}
