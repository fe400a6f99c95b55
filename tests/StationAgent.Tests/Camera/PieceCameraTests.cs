using StationAgent.Camera;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Camera;

/// <summary>The looks at an accepted piece: with which pictures the newest one is compared.</summary>
public sealed class PieceCameraTests
{
    private readonly FrameHub _hub = new(new ReferenceRing());
    private readonly PieceCamera _camera;

    public PieceCameraTests() => _camera = new PieceCamera(_hub, framesPerPiece: 1, TimeSpan.FromSeconds(1), TimeProvider.System);

    [Fact]
    public async Task A_look_is_compared_with_the_judged_picture_and_with_the_newest_that_shows_the_piece()
    {
        Assert.Null(_camera.LookAgain(1, shownAt: null));
        var judged = Offer(10);
        await _camera.CaptureAsync(1, Seconds(9), Seconds(10), TestContext.Current.CancellationToken);

        var first = Offer(11);
        Assert.Equal([judged], Look(shownAt: null).Shown);
        var second = Offer(12);
        Assert.Equal([judged, first], Look(shownAt: 11).Shown);

        // The second look did not show the piece: the first is the newest that does.
        var third = Offer(13);
        Assert.Equal([judged, first], Look(shownAt: 11).Shown);
        Offer(14);
        var last = Look(shownAt: 13);
        Assert.Equal([judged, third], last.Shown);
        Assert.Equal(Seconds(14), last.Latest.At);
        Assert.DoesNotContain(second, last.Shown);

        _camera.Release(1);
        Assert.Null(_camera.LookAgain(1, shownAt: null));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private PieceLook Look(double? shownAt)
    {
        var look = _camera.LookAgain(1, shownAt is { } at ? Seconds(at) : null);
        Assert.NotNull(look);
        return look;
    }

    private Frame Offer(double at)
    {
        var frame = new Frame(new byte[] { 1 }, Seconds(at), (long)at);
        _hub.Offer(frame);
        return frame;
    }
}
