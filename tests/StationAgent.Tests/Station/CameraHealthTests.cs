using System.Collections.Immutable;
using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>The watch over the camera on pictures of simulated stations.</summary>
public sealed class CameraHealthTests : IDisposable
{
    private static readonly DropOffState Resting = new DropOffState.Ready(new StationMemory());
    private static readonly DropOffState Busy = new DropOffState.Settling(new StationMemory(), TimeSpan.Zero, Lighter: false);

    private readonly SceneRenderer _renderer = new(new SceneOptions());
    private readonly List<string?> _degraded = [];
    private readonly List<string> _alarms = [];
    private readonly CameraHealth _health;
    private TimeSpan _now;
    private long _sequence;

    public CameraHealthTests() =>
        _health = new CameraHealth(new CameraObserver(isLive: true), _degraded.Add, (cause, _) => _alarms.Add(cause));

    public void Dispose() => _renderer.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(58)]
    public void A_simulated_station_at_rest_raises_nothing_whatever_its_exposure_does(int platform)
    {
        foreach (var stops in (double[])[0, -0.7, 0.4, 0])
        {
            Assert.Null(Play(Views(platform, stops), 6));
        }

        Assert.Empty(_degraded);
        Assert.Empty(_alarms);
    }

    [Fact]
    public void A_hand_with_a_piece_raises_nothing()
    {
        Play(Views(3), 4);
        var item = ItemCatalogue.Draw(ItemKind.CartonIntact, 4711);
        for (var i = 0; i <= 10; i++)
        {
            Assert.Null(Play([_renderer.RenderJpeg(Scene.Empty(3, i) with { Hand = new HandPose(i / 10.0, item, 25, 3) })], 0.1));
        }

        var lying = new Scene(3, [new PlacedItem(item, 20, -10, 40)], null, 6);
        Assert.Null(Play([_renderer.RenderJpeg(lying), _renderer.RenderJpeg(lying with { NoiseSeed = 7 })], 10, Busy));
        Assert.Empty(_degraded);
    }

    [Fact]
    public void A_black_picture_makes_the_camera_useless_until_it_shows_something_again()
    {
        Play(Views(3), 4);

        Assert.Contains("black", Play([FaultyFrames.Black.ToArray()], 3), StringComparison.Ordinal);
        Assert.Null(Play(Views(3), 3));
        Assert.Empty(_alarms);
    }

    [Fact]
    public void A_frozen_picture_has_the_camera_opened_anew()
    {
        Play(Views(3), 4);

        var frozen = Views(3)[..1];
        var problem = Assert.Throws<FrameSourceException>(() => Play(frozen, 4));

        Assert.Contains("frozen", problem.Message, StringComparison.Ordinal);
        Assert.Null(Play(Views(3), 1));
    }

    [Fact]
    public void A_camera_that_looks_at_another_place_is_degraded_with_one_alarm_until_it_is_moved_back()
    {
        Play(Views(3), 4);

        Assert.Null(Play(Views(58), 4));
        Assert.Contains("looks elsewhere", Assert.Single(_degraded)!, StringComparison.Ordinal);
        Assert.Equal(["camera_moved"], _alarms);

        Assert.Null(Play(Views(3), 4));
        Assert.Null(_degraded[^1]);
        Assert.Equal(2, _degraded.Count);
    }

    private ImmutableArray<byte[]> Views(int platform, double stops = 0) =>
        [.. Enumerable.Range(0, 3).Select(noise => _renderer.RenderJpeg(Scene.Empty(platform, noise) with { ExposureStops = stops }))];

    private string? Play(ImmutableArray<byte[]> pictures, double seconds, DropOffState? state = null)
    {
        string? problem = null;
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end; _now += TimeSpan.FromSeconds(0.1))
        {
            problem = _health.ProblemOf(new Frame(pictures[(int)(_sequence % pictures.Length)], _now, _sequence++), state ?? Resting);
        }

        return problem;
    }
}
