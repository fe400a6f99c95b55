using StationAgent.Vision.Capture.Http;

namespace StationAgent.Vision.Capture.Snapshot;

/// <summary>
/// An IP camera that answers each GET with one JPEG file. It is asked at the wanted rate, over one connection where it keeps that open. The same picture twice
/// is not a new frame, and a camera that keeps sending the same one is lost. A frame is stamped when its last byte has come.
/// </summary>
public sealed class SnapshotFrameSource : IFrameSource
{
    private readonly HttpFrames _frames;

    private SnapshotFrameSource(string name, HttpFrames frames) => (Name, _frames) = (name, frames);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Prepares the connection; the first frame makes it.</summary>
    /// <param name="options">Which camera.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="ArgumentException">The address is not an <c>http</c> or <c>https</c> one, or contains a user.</exception>
    /// <exception cref="FrameSourceException">The password's file cannot be read.</exception>
    public static SnapshotFrameSource Open(SnapshotFrameSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var camera = new HttpCameraOptions(options.Address, options.UserName, options.PasswordFile, options.StartTimeout);
        return new SnapshotFrameSource(options.Address.ToString(), new HttpFrames(camera, options.Rate, isOnePerAnswer: true, time));
    }

    /// <inheritdoc/>
    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => _frames.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _frames.DisposeAsync();
}
