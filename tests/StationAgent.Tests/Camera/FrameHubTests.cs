using StationAgent.Camera;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Camera;

/// <summary>Which picture a piece is compared with, and which frames are taken of it. The pictures are those of the simulated camera.</summary>
public sealed class FrameHubTests : IDisposable
{
    private readonly SceneRenderer _renderer = new(new SceneOptions { Width = 320, Height = 240 });
    private readonly PhotoSet _pieces = ShippedPieces.Load();
    private readonly FrameHub _hub = new(new ReferenceRing());
    private long _sequence;

    public void Dispose() => _renderer.Dispose();

    [Fact]
    public void There_is_no_reference_before_the_platform_was_seen_at_rest_for_long_enough()
    {
        Assert.False(_hub.HasReference);
        Offer(0, Empty);
        Assert.False(_hub.HasReference);
        Offer(1, Empty);
        Offer(2, Empty);
        Offer(3.1, Empty);
        Assert.True(_hub.HasReference);
        Assert.NotNull(_hub.ReferenceBefore(Seconds(3.2)));
    }

    [Fact]
    public void A_tray_that_was_just_cleared_uses_the_reference_of_the_last_piece()
    {
        for (var at = 0; at < 4; at++)
        {
            Offer(at, Empty);
        }

        var reference = _hub.ReferenceBefore(Seconds(4));
        Assert.NotNull(reference);
        for (var at = 4; at < 12; at++)
        {
            Offer(at, Occupied);
        }

        _hub.PlatformCleared();
        Offer(12, Empty);
        Assert.Same(reference, _hub.ReferenceBefore(Seconds(12.5)));
    }

    [Fact]
    public void A_reference_that_shows_the_piece_itself_is_no_picture_of_the_empty_platform()
    {
        for (var at = 0; at < 4; at++)
        {
            Offer(at, Empty);
        }

        var trusted = Served(Seconds(4), isPieceSeen: true);
        _hub.PlatformCleared();
        for (var at = 4; at < 12; at++)
        {
            Offer(at, Occupied);
        }

        Assert.NotSame(trusted, Served(Seconds(12), isPieceSeen: false));

        Assert.Same(trusted, Assert.Single(_hub.EmptyPlatform));
        _hub.PlatformCleared();
        Assert.Same(trusted, _hub.FindReference(Seconds(13)));
    }

    [Fact]
    public void A_piece_that_was_laid_down_unseen_does_not_hide_the_empty_tray()
    {
        for (var at = 0; at < 4; at++)
        {
            Offer(at, Empty);
        }

        var empty = Served(Seconds(4), isPieceSeen: true);
        for (var round = 1; round <= 6; round++)
        {
            for (var at = 0; at < 4; at++)
            {
                Offer((10 * round) + at, Occupied);
            }

            Served(Seconds((10 * round) + 4), isPieceSeen: true);
        }

        Assert.Equal(2, _hub.EmptyPlatform.Count);
        Assert.Same(empty, _hub.EmptyPlatform[^1]);
    }

    [Fact]
    public void A_lost_camera_leaves_no_reference_but_the_picture_of_the_empty_platform()
    {
        for (var at = 0; at < 4; at++)
        {
            Offer(at, Empty);
        }

        var empty = Served(Seconds(4), isPieceSeen: true);
        _hub.Forget();
        _hub.Forget();

        Assert.Same(empty, Assert.Single(_hub.EmptyPlatform));
        Assert.Null(_hub.FindReference(Seconds(5)));
        Assert.False(_hub.HasReference);
    }

    [Fact]
    public void A_bin_that_rests_gives_the_picture_of_the_pile_as_the_next_reference()
    {
        for (var at = 0; at < 8; at++)
        {
            Offer(at, Empty);
        }

        var pile = Offer(9, Occupied);
        _hub.TakeReference(pile);
        Assert.Same(pile, _hub.ReferenceBefore(Seconds(9.5)));
    }

    [Fact]
    public void A_camera_that_was_lost_leaves_nothing_to_judge_against()
    {
        for (var at = 0; at < 5; at++)
        {
            Offer(at, Empty);
        }

        Assert.NotNull(_hub.ReferenceBefore(Seconds(5)));
        _hub.Forget();
        Assert.Null(_hub.ReferenceBefore(Seconds(6)));
        Assert.False(_hub.HasReference);
        Assert.Null(_hub.Latest);
    }

    [Fact]
    public async Task Frames_of_a_piece_are_those_since_it_came_to_rest()
    {
        var stop = TestContext.Current.CancellationToken;
        Offer(1.0, Empty);
        var fresh = Offer(2.0, Occupied);
        var taking = _hub.TakeAsync(3, Seconds(1.5), stop).AsTask();
        var second = Offer(2.2, Occupied);
        Assert.False(taking.IsCompleted);
        var third = Offer(2.4, Occupied);
        Assert.Equal([fresh, second, third], await taking);
    }

    [Fact]
    public async Task A_wait_for_frames_ends_when_it_is_cancelled()
    {
        using var deadline = new CancellationTokenSource();
        var taking = _hub.TakeAsync(1, TimeSpan.Zero, deadline.Token).AsTask();
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    private static Scene Empty => Scene.Empty(3, 1);

    private Scene Occupied => Empty with { Items = [new PlacedItem(_pieces.Draw(_pieces.Catalogue.Kinds[0], 5), 0, 0, 10)] };

    private Frame Served(TimeSpan changedAt, bool isPieceSeen)
    {
        var reference = _hub.ReferenceBefore(changedAt);
        Assert.NotNull(reference);
        _hub.NoteJudged(reference, isPieceSeen);
        return reference;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private Frame Offer(double at, Scene scene)
    {
        var number = _sequence++;
        var frame = new Frame(_renderer.RenderJpeg(scene with { NoiseSeed = (int)number }), Seconds(at), number);
        _hub.Offer(frame);
        return frame;
    }
}
