using StationAgent.Testing;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Addresses;
using StationAgent.Vision.Capture.Files;
using StationAgent.Vision.Capture.Mjpeg;
using StationAgent.Vision.Capture.Rpicam;
using StationAgent.Vision.Capture.Rtsp;
using StationAgent.Vision.Capture.Snapshot;
using Xunit;

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
        return new(new ServedSource(server, MjpegFrameSource.Open(new MjpegFrameSourceOptions(server.Address()) { Rate = 1e7 }, TimeProvider.System)));
    }
}

public sealed class SnapshotFrameSourceContract : FrameSourceContract
{
    private protected override ValueTask<IFrameSource> OpenAsync()
    {
        var asked = -1;
        var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            var picture = Feed.Pictures[Math.Min(Interlocked.Increment(ref asked), Feed.Pictures.Length - 1)];
            await CameraServer.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\nConnection: close\r\n\r\n", cancellationToken);
            await stream.WriteAsync(picture, cancellationToken);
        });
        return new(new ServedSource(server, SnapshotFrameSource.Open(new SnapshotFrameSourceOptions(server.Address()) { Rate = 1e7 }, TimeProvider.System)));
    }
}

public sealed class RtspFrameSourceContract : FrameSourceContract
{
    private protected override ValueTask<IFrameSource> OpenAsync()
    {
        var program = Feed.Program("""cat > /dev/null; cat "$folder"/*.jpg; exec sleep 60""");
        Assert.True(SourceAddress.TryParse("rtsp://camera.example/live", out var address));
        return new(RtspFrameSource.Open(new RtspFrameSourceOptions(address) { Program = program, Rate = 1e7 }, TimeProvider.System));
    }
}
