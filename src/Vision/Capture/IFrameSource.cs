namespace StationAgent.Vision.Capture;

/// <summary>A camera, or what stands in for one: a stream of JPEG frames in the order of their capture.</summary>
public interface IFrameSource : IAsyncDisposable
{
    /// <summary>What a person calls this source in a message, such as <c>simulated</c> or a device path.</summary>
    string Name { get; }

    /// <summary>Waits for the next frame.</summary>
    /// <exception cref="FrameSourceException">The source is lost; dispose it and open it again.</exception>
    ValueTask<Frame> NextAsync(CancellationToken cancellationToken);
}
