using System.Collections.Immutable;
using StationAgent.Camera;
using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Camera;

/// <summary>The camera's health check on pictures of simulated stations.</summary>
public sealed class CameraHealthTests : IDisposable
{
    private static readonly DropOffState Resting = new DropOffState.Ready(new StationMemory());
    private static readonly DropOffState Busy = new DropOffState.Settling(new StationMemory(), TimeSpan.Zero, Lighter: false);

    private readonly SceneRenderer _renderer = new(new SceneOptions());
    private readonly List<StationSignal> _told = [];
    private readonly CameraHealth _health;
    private TimeSpan _now;
    private long _sequence;

    public CameraHealthTests() =>
        _health = new CameraHealth(new CameraObserver(isLive: true), Take);

    public void Dispose() => _renderer.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(58)]
    public async Task A_simulated_station_at_rest_raises_nothing_whatever_its_exposure_does(int platform)
    {
        foreach (var stops in (double[])[0, -0.7, 0.4, 0])
        {
            Assert.Null(await Play(Views(platform, stops), 6));
        }

        Assert.Empty(_told);
    }

    [Fact]
    public async Task A_hand_with_a_piece_raises_nothing()
    {
        await Play(Views(3), 4);
        var item = ShippedPieces.Load().Draw(PieceCatalogue.Shipped["packaging/carton/intact"], 4711);
        for (var i = 0; i <= 10; i++)
        {
            Assert.Null(await Play([_renderer.RenderJpeg(Scene.Empty(3, i) with { Hand = new HandPose(i / 10.0, item, 25, 3) })], 0.1));
        }

        var lying = new Scene(3, [new PlacedItem(item, 20, -10, 40)], null, 6);
        Assert.Null(await Play([_renderer.RenderJpeg(lying), _renderer.RenderJpeg(lying with { NoiseSeed = 7 })], 10, Busy));
        Assert.Empty(_told);
    }

    [Fact]
    public async Task A_black_picture_makes_the_camera_useless_until_it_shows_something_again()
    {
        await Play(Views(3), 4);

        Assert.Contains("black", await Play([FaultyFrames.Black.ToArray()], 3), StringComparison.Ordinal);
        Assert.Null(await Play(Views(3), 3));
        Assert.DoesNotContain(_told, static signal => signal is StationSignal.ConcernRaised);
    }

    [Fact]
    public async Task Pictures_that_cannot_be_decoded_make_the_camera_useless_with_the_reason()
    {
        await Play(Views(3), 4);

        var problem = await Play([.. Views(3).Select(static picture => WithoutTables(picture))], 3);

        Assert.Contains("cannot be decoded: The picture of", problem, StringComparison.Ordinal);
        Assert.Null(await Play(Views(3), 3));
    }

    [Fact]
    public async Task After_a_frozen_picture_the_camera_is_opened_again()
    {
        await Play(Views(3), 4);

        var frozen = Views(3)[..1];
        var problem = await Assert.ThrowsAsync<FrameSourceException>(() => Play(frozen, 4));

        Assert.Contains("frozen", problem.Message, StringComparison.Ordinal);
        Assert.Null(await Play(Views(3), 1));
    }

    [Fact]
    public async Task A_camera_that_has_moved_is_degraded_until_it_is_moved_back()
    {
        await Play(Views(3), 4);

        Assert.Null(await Play(Views(58), 4));
        var raised = Assert.IsType<StationSignal.ConcernRaised>(Assert.Single(_told));
        Assert.Equal("camera_moved", raised.Cause);
        Assert.Contains("has moved", raised.Detail, StringComparison.Ordinal);

        Assert.Null(await Play(Views(3), 4));
        Assert.Equal(2, _told.Count);
        Assert.IsType<StationSignal.ConcernEnded>(_told[^1]);
    }

    private ValueTask Take(StationSignal signal, CancellationToken cancellationToken)
    {
        _told.Add(signal);
        return ValueTask.CompletedTask;
    }

    private ImmutableArray<byte[]> Views(int platform, double stops = 0) =>
        [.. Enumerable.Range(0, 3).Select(noise => _renderer.RenderJpeg(Scene.Empty(platform, noise) with { ExposureStops = stops }))];

    private async Task<string?> Play(ImmutableArray<byte[]> pictures, double seconds, DropOffState? state = null)
    {
        string? problem = null;
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end; _now += TimeSpan.FromSeconds(0.1))
        {
            var frame = new Frame(pictures[(int)(_sequence % pictures.Length)], _now, _sequence++);
            problem = await _health.ProblemOfAsync(frame, state ?? Resting, TestContext.Current.CancellationToken);
        }

        return problem;
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
