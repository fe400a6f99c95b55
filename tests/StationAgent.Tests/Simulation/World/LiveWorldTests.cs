using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

public sealed class LiveWorldTests
{
    // The fake clock counts from the year 1, which leaves its durations some microseconds coarse.
    private const double Rounding = 0.0001;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_scale_gives_samples_at_its_pace()
    {
        await using var scale = Live().OpenScale();

        var first = await NextAsync(scale.NextAsync, TimeSpan.FromMilliseconds(50));
        var second = await NextAsync(scale.NextAsync, TimeSpan.FromMilliseconds(50));

        Assert.Equal(0.05, (second.At - first.At).TotalSeconds, Rounding);
        Assert.Equal(_time.SinceBoot(), second.At);
        Assert.Equal(0, second.Gross.Value, tolerance: 3);
    }

    [Fact]
    public void Scale_and_camera_share_one_world_that_reacts_to_what_is_shown()
    {
        var live = Live();
        live.Show(StationStatus.Ready);
        var heaviest = Watch(live, TimeSpan.FromSeconds(10)).Max(sample => sample.Gross.Value);
        var withPiece = live.TakeFrame()!;

        Assert.Equal(1, live.Presented);
        Assert.True(heaviest > 10);
        live.Show(1, Outcome.Rejected);
        live.Show(StationStatus.Busy);
        Assert.Equal(0, Watch(live, TimeSpan.FromSeconds(10))[^1].Gross.Value, tolerance: 3);
        Assert.NotEqual(withPiece.Jpeg.Span[0], live.TakeFrame()!.Jpeg.Span[0]);
    }

    [Fact]
    public async Task A_lost_sensor_fails_until_it_is_plugged_in_again()
    {
        var live = Live("scale-unplugged@0..10,camera-unplugged@0..10");
        await using (var scale = live.OpenScale())
        await using (var camera = live.OpenCamera(5))
        {
            await Assert.ThrowsAsync<IOException>(() => NextAsync(scale.NextAsync, TimeSpan.FromMilliseconds(50)));
            await Assert.ThrowsAsync<FrameSourceException>(() => NextAsync(camera.NextAsync, TimeSpan.FromMilliseconds(200)));
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        await using var again = live.OpenScale();
        await using var cameraAgain = live.OpenCamera(5);
        Assert.Equal(SampleStatus.Ok, (await NextAsync(again.NextAsync, TimeSpan.FromMilliseconds(50))).Status);
        var frame = await NextAsync(cameraAgain.NextAsync, TimeSpan.FromMilliseconds(200));
        Assert.Equal(_time.SinceBoot(), frame.At);
    }

    [Fact]
    public async Task A_silent_scale_gives_nothing_until_the_fault_is_over()
    {
        var live = Live("scale-silent@0..10");
        await using var scale = live.OpenScale();

        var next = scale.NextAsync(CancellationToken.None).AsTask();
        for (var step = 0; step < 150; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            Assert.False(next.IsCompleted);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await next).At >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Waiting_for_a_sample_can_be_given_up()
    {
        await using var scale = Live().OpenScale();
        using var stop = new CancellationTokenSource();
        var next = scale.NextAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public void A_piece_whose_picture_is_gone_is_a_fault_of_the_camera()
    {
        var live = Live(renderer: new UnreadablePieces());

        var failure = Assert.Throws<FrameSourceException>(() => live.TakeFrame());

        Assert.Equal(UnreadablePieces.Message, failure.Message);
    }

    private LiveWorld Live(string faults = "", ISceneRenderer? renderer = null) => new(
        1,
        VisitPlan.Endless(1, new VisitOptions()),
        new WorldOptions(),
        new SimulatedScaleOptions(),
        renderer ?? new SceneCountRenderer(),
        SimulatedFaults.Parse(faults),
        _time);

    private List<ScaleSample> Watch(LiveWorld live, TimeSpan length)
    {
        var samples = new List<ScaleSample>();
        for (var end = _time.SinceBoot() + length; _time.SinceBoot() < end;)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            samples.Add(live.ReadScale()!.Value);
        }

        return samples;
    }

    private async Task<T> NextAsync<T>(Func<CancellationToken, ValueTask<T>> read, TimeSpan interval)
    {
        var next = read(CancellationToken.None);
        _time.Advance(interval);
        return await next;
    }

    /// <summary>A picture is one byte: how much is in it.</summary>
    private sealed class SceneCountRenderer : ISceneRenderer
    {
        public byte[] RenderJpeg(Scene scene) => [(byte)scene.Items.Length];
    }

    private sealed class UnreadablePieces : ISceneRenderer
    {
        public const string Message = "The photo 'piece.webp' cannot be decoded.";

        public byte[] RenderJpeg(Scene scene) => throw new PhotoSetException(Message);
    }
}
