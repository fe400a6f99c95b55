using StationAgent.Vision.Capture.Http;

namespace StationAgent.Vision.Capture.Mjpeg;

/// <summary>
/// An IP camera that answers a GET with one JPEG file after the other for as long as it is read. The first frame connects. A frame is stamped when its last
/// byte has come.
/// </summary>
public sealed class MjpegFrameSource : IFrameSource
{
    private readonly HttpFrames _frames;

    private MjpegFrameSource(string name, HttpFrames frames) => (Name, _frames) = (name, frames);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Prepares the connection; the first frame makes it.</summary>
    /// <param name="options">Which camera.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="ArgumentException">The address is not an <c>http</c> or <c>https</c> one, or contains a user.</exception>
    /// <exception cref="FrameSourceException">The password's file cannot be read.</exception>
    public static MjpegFrameSource Open(MjpegFrameSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var camera = new HttpCameraOptions(options.Address, options.UserName, options.PasswordFile, options.StartTimeout);
        return new MjpegFrameSource(options.Address.ToString(), new HttpFrames(camera, options.Rate, isOnePerAnswer: false, time));
    }

    /// <inheritdoc/>
    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => _frames.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _frames.DisposeAsync();
}
