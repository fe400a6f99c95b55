namespace StationAgent.Vision.Capture;

/// <summary>A camera, or a replacement for one: a stream of JPEG frames in the order of their capture.</summary>
public interface IFrameSource : IAsyncDisposable
{
    /// <summary>The name of this source in messages, such as <c>simulated</c> or a device path.</summary>
    string Name { get; }

    /// <summary>Waits for the next frame.</summary>
    /// <exception cref="FrameSourceException">The source is lost; dispose it and open it again.</exception>
    ValueTask<Frame> NextAsync(CancellationToken cancellationToken);
}
