using StationAgent.Vision.Capture;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Vision.Tests;

/// <summary>A camera at 10 frames a second over a drawn platform with things around it.</summary>
public sealed class CameraObserverTests
{
    private const double Rate = 10;

    private static readonly byte[][] Usual = new DrawnView().Jpegs();
    private static readonly byte[][] Dark = new DrawnView { Gain = 0.02 }.Jpegs();
    private static readonly byte[][] Pushed = new DrawnView { Shift = 300 }.Jpegs();
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(3);

    private readonly CameraObserver _observer = new(isLive: true);
    private TimeSpan _now;
    private long _sequence;

    [Fact]
    public void A_camera_over_a_resting_platform_is_good_whatever_the_light_does()
    {
        Play(Usual, 4);
        foreach (var light in (DrawnView[])[new() { Gain = 0.5 }, new() { Gain = 1.4 }, new() { Slope = 0.5 }, new() { Shadow = true }])
        {
            Assert.Equal(CameraCondition.Good, Play(light.Jpegs(), 5));
        }
    }

    [Fact]
    public void A_black_picture_is_reported_until_it_ends()
    {
        Play(Usual, 4);

        Assert.InRange(TimeUntil(CameraCondition.Black, Dark), TimeSpan.Zero, ToldWithin);
        Assert.InRange(TimeUntil(CameraCondition.Good, Usual), TimeSpan.Zero, ToldWithin);
    }

    [Fact]
    public void Pictures_that_cannot_be_decoded_are_reported_with_the_reason_until_they_end()
    {
        Play(Usual, 4);
        byte[][] broken = [.. Usual.Select(static picture => WithoutTables(picture))];

        Assert.InRange(TimeUntil(CameraCondition.Undecodable, broken), TimeSpan.Zero, ToldWithin);
        Assert.Contains("cannot be decoded", _observer.DecodeProblem, StringComparison.Ordinal);
        Assert.InRange(TimeUntil(CameraCondition.Good, Usual), TimeSpan.Zero, ToldWithin);
        Assert.Null(_observer.DecodeProblem);
    }

    [Fact]
    public void A_single_picture_that_cannot_be_decoded_is_passed_over()
    {
        Play(Usual, 4);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(CameraCondition.Good, Play([WithoutTables(Usual[0])], 0.1));
            Assert.Equal(CameraCondition.Good, Play(Usual, 1));
        }
    }

    [Fact]
    public void A_black_picture_without_any_noise_is_black_and_not_frozen()
    {
        Play(Usual, 4);

        Assert.Equal(CameraCondition.Black, Play([Dark[0]], 4));
    }

    [Fact]
    public void A_frozen_picture_is_reported_until_it_ends_also_during_a_piece()
    {
        Play(Usual, 4);

        Assert.InRange(TimeUntil(CameraCondition.Frozen, [Usual[0]], isIdle: false), TimeSpan.FromSeconds(2), ToldWithin);
        Assert.Equal(CameraCondition.Good, Play(Usual, 0.2));
    }

    [Fact]
    public void A_frozen_picture_is_found_although_its_headers_contain_a_clock()
    {
        var picture = Usual[0];
        var stamped = Enumerable.Range(0, 100)
            .Select(i => (byte[])[0xFF, 0xD8, 0xFF, 0xFE, 0, 3, (byte)i, .. picture.AsSpan(2)])
            .ToArray();

        Assert.Equal(CameraCondition.Frozen, Play(stamped, 3));
    }

    [Fact]
    public void Files_that_repeat_are_not_frozen()
    {
        var observer = new CameraObserver(isLive: false);
        var jpeg = Usual[0];

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(CameraCondition.Good, observer.Observe(new Frame(jpeg, TimeSpan.FromSeconds(i / Rate), i), isIdle: true, isPlatformAtRest: true));
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void A_blurred_picture_is_reported_until_it_ends(float pixels)
    {
        Play(Usual, 4);

        Assert.InRange(TimeUntil(CameraCondition.Blurred, new DrawnView { Blur = pixels }.Jpegs()), TimeSpan.Zero, ToldWithin);
        Assert.InRange(TimeUntil(CameraCondition.Good, Usual), TimeSpan.Zero, ToldWithin);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-200)]
    public void A_moved_view_is_reported_in_any_light_until_it_is_moved_back(int pixels)
    {
        Play(Usual, 4);

        Assert.InRange(TimeUntil(CameraCondition.MovedView, new DrawnView { Shift = pixels, Gain = 0.8 }.Jpegs()), TimeSpan.Zero, ToldWithin);
        Assert.InRange(TimeUntil(CameraCondition.Good, Usual), TimeSpan.Zero, ToldWithin);
    }

    [Fact]
    public void A_person_in_the_picture_does_not_make_it_moved_blurred_or_black()
    {
        Play(Usual, 4);
        for (var i = 0; i < 40; i++)
        {
            var person = new DrawnView { Person = 1 - (0.03f * i) }.Jpeg(i);
            Assert.Equal(CameraCondition.Good, Play([person], 1 / Rate));
        }
    }

    [Fact]
    public void While_a_piece_is_looked_at_nothing_is_decoded()
    {
        Play(Usual, 4);

        Assert.Equal(CameraCondition.Good, Play(Pushed, 10, isIdle: false));
    }

    [Fact]
    public void With_a_load_on_the_platform_only_a_black_picture_is_judged()
    {
        Play(Usual, 4);
        Assert.Equal(CameraCondition.Good, Play(Pushed, 10, isPlatformAtRest: false));

        Assert.Equal(CameraCondition.Black, Play(Dark, 3, isPlatformAtRest: false));
    }

    [Fact]
    public void Frames_that_are_no_pictures_are_reported_and_say_nothing_about_the_view()
    {
        Play(Usual, 4);

        Assert.Equal(CameraCondition.Undecodable, Play([[1, 2, 3], [4, 5, 6]], 4));
        Assert.Equal(CameraCondition.Good, Play(Usual, 4));
    }

    [Fact]
    public void Over_a_plain_surface_neither_sharpness_nor_view_is_judged()
    {
        Play(new DrawnView { Plain = true }.Jpegs(), 4);

        Assert.Equal(CameraCondition.Good, Play(new DrawnView { Plain = true, Gain = 0.8 }.Jpegs(), 5));
    }

    private CameraCondition Play(byte[][] pictures, double seconds, bool isIdle = true, bool isPlatformAtRest = true)
    {
        var condition = CameraCondition.Good;
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end; _now += TimeSpan.FromSeconds(1 / Rate))
        {
            condition = _observer.Observe(new Frame(pictures[_sequence % pictures.Length], _now, _sequence++), isIdle, isPlatformAtRest);
        }

        return condition;
    }

    private TimeSpan TimeUntil(CameraCondition condition, byte[][] pictures, bool isIdle = true)
    {
        var start = _now;
        while (Play(pictures, 1 / Rate, isIdle) != condition)
        {
            Assert.True(_now - start < TimeSpan.FromSeconds(10), $"{condition} is not told.");
        }

        return _now - start;
    }

    /// <summary>A picture whose data names a Huffman table that it does not define.</summary>
    private static byte[] WithoutTables(byte[] picture)
    {
        const int firstTable = 6;
        var broken = picture.ToArray();
        var scan = broken.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA]);
        broken[scan + firstTable] = 0x33;
        return broken;
    }
}
