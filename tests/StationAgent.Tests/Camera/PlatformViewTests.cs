using SkiaSharp;
using StationAgent.Camera;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Camera;

/// <summary>What the pictures show beside the pieces: how late they are, and whether an empty tray looks empty. The pictures are those of the simulated camera.</summary>
public sealed class PlatformViewTests : IDisposable
{
    private readonly SceneRenderer _renderer = new(new SceneOptions { Width = 320, Height = 240 });
    private readonly PhotoSet _pieces = ShippedPieces.Load();
    private readonly FrameLikeness _likeness = new();
    private readonly ObjectFinder _finder = new();
    private readonly FrameHub _hub = new(new ReferenceRing());
    private readonly PictureDelayWatch _delay;
    private readonly ClearViewWatch _clear;
    private long _sequence;

    public PlatformViewTests() => (_delay, _clear) = (new PictureDelayWatch(_hub, _likeness), new ClearViewWatch(_hub, _likeness, _finder));

    public void Dispose() => _renderer.Dispose();

    [Theory]
    [InlineData(0.0)]
    [InlineData(2.5)]
    [InlineData(7.0)]
    public void The_delay_is_measured_from_the_load_to_the_first_picture_that_follows_it(double lateBy)
    {
        Play(0, 8, Empty);
        _delay.Start(Seconds(7.8), Seconds(8));
        StationSignal.PictureChanged? changed = null;
        for (var at = 8.0; at < 16 && changed is null; at += 0.25)
        {
            changed = _delay.Offer(Frame(at, at >= 8 + lateBy ? Occupied : Empty));
        }

        Assert.NotNull(changed);
        Assert.Equal(Seconds(7.8), changed.LoadChangedAt);
        Assert.Equal(lateBy, changed.Delay.TotalSeconds, 0.5);
        Assert.Null(_delay.Offer(Frame(17, Empty)));
    }

    [Fact]
    public void A_second_piece_does_not_end_the_watch_for_the_picture_of_the_first()
    {
        Play(0, 8, Empty);
        _delay.Start(Seconds(8), Seconds(8));
        Assert.Null(_delay.Offer(Frame(10, Empty)));
        _delay.Start(Seconds(11), Seconds(11));

        Assert.Equal(Seconds(8), _delay.Offer(Frame(12, Occupied))!.LoadChangedAt);
    }

    [Fact]
    public void A_picture_that_never_follows_gives_no_estimate()
    {
        Play(0, 8, Empty);
        _delay.Start(Seconds(8), Seconds(8));
        for (var at = 8.0; at < 25; at++)
        {
            Assert.Null(_delay.Offer(Frame(at, Empty)));
        }

        Assert.Null(_delay.Offer(Frame(26, Occupied)));
    }

    [Fact]
    public void The_view_is_clear_when_it_shows_the_empty_tray_and_not_while_the_piece_is_held_in_it()
    {
        Play(0, 8, Empty);
        KnowEmptyTray();
        _clear.Start(Seconds(10));
        Assert.False(_clear.Offer(Frame(9, Empty)));
        for (var at = 10.0; at < 15; at += 0.5)
        {
            Assert.False(_clear.Offer(Frame(at, Held(at))));
        }

        Assert.True(_clear.Offer(Frame(15.5, Empty)));
        Assert.False(_clear.Offer(Frame(16, Empty)));
    }

    [Fact]
    public void A_view_that_rests_in_another_light_is_accepted_soon()
    {
        KnowEmptyTray();
        _clear.Start(Seconds(10));

        Assert.InRange(ClearedAt(Empty with { ExposureStops = -0.6 }), 13, 14);
    }

    [Fact]
    public void A_view_in_which_something_lies_is_accepted_late()
    {
        KnowEmptyTray();
        _clear.Start(Seconds(10));

        Assert.InRange(ClearedAt(Occupied), 30, 31);
    }

    [Fact]
    public void A_piece_that_creeps_out_of_the_hand_does_not_rest()
    {
        KnowEmptyTray();
        _clear.Start(Seconds(10));
        for (var at = 10.0; at < 60; at += 0.25)
        {
            Assert.False(_clear.Offer(Frame(at, Lying((at - 30) * 6))));
        }
    }

    /// <summary>A load may take up to StableTimeout, which may be a minute, to settle: its reference is there however long that takes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(60)]
    public void The_reference_of_a_piece_is_there_however_long_it_is_handled(int handledFor)
    {
        Play(0, 12, Empty);
        _hub.Hold(isHeld: true);
        Play(12, 12 + handledFor, Occupied);

        Assert.InRange(_hub.ReferenceBefore(Seconds(12))!.At, Seconds(9), Seconds(10));
    }

    [Fact]
    public void A_tray_is_compared_with_the_picture_from_before_it_was_touched()
    {
        var view = new PlatformView(_hub, null!, _clear, _delay, _likeness, _finder);
        Assert.False(view.IsPlatformEmpty(untouchedUntil: null));
        Play(0, 8, Empty);
        Assert.False(view.IsPlatformEmpty(untouchedUntil: null));
        Assert.True(view.IsPlatformEmpty(Seconds(8)));
        _hub.Offer(Frame(9, Occupied));
        Assert.False(view.IsPlatformEmpty(Seconds(8)));
    }

    /// <summary>Two pictures of the same brightness are alike, whatever their colours: that must not hide a piece.</summary>
    [Fact]
    public void A_piece_of_the_brightness_of_the_tray_is_no_empty_tray_and_is_not_taken_for_gone()
    {
        var view = new PlatformView(_hub, null!, _clear, _delay, _likeness, _finder);
        var (empty, piece) = (Painted(8, piece: null), Painted(9, new SKColor(190, 103, 40)));
        Assert.True(_likeness.Agree(empty, piece));
        _hub.NoteJudged(empty, isPieceSeen: true);
        _hub.Offer(piece);

        Assert.False(view.IsPlatformEmpty(untouchedUntil: null));
        Assert.False(view.IsAlike(empty, [piece], Painted(10, piece: null)));
        _clear.Start(Seconds(9));
        Assert.False(_clear.Offer(piece));
        Assert.True(_clear.Offer(Painted(11, piece: null)));
    }

    /// <summary>After a loss of the camera the next piece could otherwise be compared with nothing.</summary>
    [Fact]
    public void The_picture_that_shows_a_clear_view_is_the_next_reference()
    {
        KnowEmptyTray();
        _hub.Forget();
        _hub.PlatformCleared();
        _clear.Start(Seconds(20));
        var cleared = Frame(21, Empty);

        Assert.True(_clear.Offer(cleared));
        Assert.Same(cleared, _hub.FindReference(Seconds(22)));
    }

    private static Scene Empty => Scene.Empty(3, 1);

    private Scene Occupied => Held(0);

    private Scene Held(double at) => Lying(Math.Sin(at * 7) * 60);

    private Scene Lying(double across) => Empty with { Items = [new PlacedItem(_pieces.Draw(_pieces.Catalogue.Kinds[0], 5), across, 0, 10)] };

    private Frame Painted(double at, SKColor? piece)
    {
        using var bitmap = new SKBitmap(320, 240);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(120, 122, 124));
        using var paint = new SKPaint { Color = piece ?? SKColors.Transparent };
        canvas.DrawRect(110, 80, 100, 80, paint);
        canvas.Flush();
        using var image = SKImage.FromBitmap(bitmap);
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return new Frame(jpeg.ToArray(), Seconds(at), _sequence++);
    }

    private void KnowEmptyTray()
    {
        Play(0, 8, Empty);
        var reference = _hub.ReferenceBefore(Seconds(8));
        Assert.NotNull(reference);
        _hub.NoteJudged(reference, isPieceSeen: true);
    }

    private double ClearedAt(Scene scene) => Enumerable.Range(0, 100).Select(i => 10 + (i * 0.5)).First(at => _clear.Offer(Frame(at, scene)));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Play(int from, int to, Scene scene)
    {
        for (var at = from; at < to; at++)
        {
            _hub.Offer(Frame(at, scene));
        }
    }

    private Frame Frame(double at, Scene scene)
    {
        var number = _sequence++;
        return new Frame(_renderer.RenderJpeg(scene with { NoiseSeed = (int)number }), Seconds(at), number);
    }
}
