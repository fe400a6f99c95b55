using StationAgent.Testing;
using StationAgent.Vision.Capture;

namespace StationAgent.Vision.Tests.Capture;

/// <summary>A source whose server goes with it.</summary>
internal sealed class ServedSource(CameraServer server, IFrameSource source) : IFrameSource
{
    private bool _isDisposed;

    public string Name => source.Name;

    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => source.NextAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        if (!_isDisposed)
        {
            _isDisposed = true;
            await server.DisposeAsync();
        }
    }
}
