using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Files;
using StationAgent.Vision.Capture.Mjpeg;
using StationAgent.Vision.Capture.Rpicam;
using StationAgent.Vision.Tests.Capture.Mjpeg;

namespace StationAgent.Vision.Tests.Capture;

public sealed class FolderFrameSourceContract : FrameSourceContract
{
    private protected override ValueTask<IFrameSource> OpenAsync() =>
        new(FolderFrameSource.Open(Feed.Folder, new FolderFrameSourceOptions { Rate = 100 }, TimeProvider.System));
}

public sealed class RecordedFrameSourceContract : FrameSourceContract
{
    private protected override ValueTask<IFrameSource> OpenAsync() =>
        new(RecordedFrameSource.Open(Feed.Folder, new RecordedFrameSourceOptions(), TimeProvider.System));
}

public sealed class RpicamFrameSourceContract : FrameSourceContract
{
    private protected override ValueTask<IFrameSource> OpenAsync()
    {
        var program = Feed.Program("""cat "$folder"/*.jpg; exec sleep 60""");
        return new(RpicamFrameSource.Open(new RpicamFrameSourceOptions { Program = program, Rate = 1e7 }, TimeProvider.System));
    }
}

public sealed class MjpegFrameSourceContract : FrameSourceContract
{
    private protected override ValueTask<IFrameSource> OpenAsync()
    {
        var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            foreach (var picture in Feed.Pictures)
            {
                await CameraServer.WritePartAsync(stream, picture, withLength: false, cancellationToken);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        return new(new Served(server, MjpegFrameSource.Open(new MjpegFrameSourceOptions(server.Url) { Rate = 1e7 }, TimeProvider.System)));
    }

    /// <summary>A source whose server goes with it.</summary>
    private sealed class Served(CameraServer server, MjpegFrameSource source) : IFrameSource
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
}
