using SkiaSharp;
using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

public sealed class SimulatedCameraTests
{
    private static readonly StationDisplay Ready = new(StationStatus.Ready);

    [Fact]
    public void A_platform_at_rest_is_drawn_only_a_few_times_but_its_frames_differ()
    {
        var renderer = new CountingRenderer();
        var world = World(1);
        var camera = new SimulatedCamera(world, renderer);

        var frames = Enumerable.Range(0, 600).Select(second => camera.FrameAt(TimeSpan.FromSeconds(second))).ToArray();

        Assert.InRange(renderer.Drawn, 3, 6);
        Assert.Equal(Enumerable.Range(0, 600).Select(index => (long)index), frames.Select(frame => frame.Sequence));
        Assert.Equal(renderer.Drawn, frames.DistinctBy(frame => frame.Jpeg).Count());
        Assert.All(Enumerable.Range(0, 597), start => Assert.Equal(3, frames.Skip(start).Take(3).DistinctBy(frame => frame.Jpeg).Count()));
    }

    [Fact]
    public void The_bare_platform_is_not_drawn_again_after_each_visit()
    {
        var renderer = new CountingRenderer();
        var world = World(2);
        var camera = new SimulatedCamera(world, renderer);
        for (var at = TimeSpan.Zero; at < TimeSpan.FromMinutes(2); at += TimeSpan.FromMilliseconds(200))
        {
            world.Advance(at, Ready.Show(at.Ticks, Outcome.Rejected));
            camera.FrameAt(at);
        }

        Assert.True(world.Presented > 5);
        Assert.InRange(renderer.Scenes.Count(scene => scene.Items.IsEmpty && scene.Hand is null), 3, 6);
    }

    [Fact]
    public void Faults_change_the_frames_for_as_long_as_they_last()
    {
        var start = TimeSpan.FromHours(3);
        var faults = SimulatedFaults.Parse("camera-black@10..20,camera-garbage@20..30,camera-oversized@30..40");
        var camera = new SimulatedCamera(World(3), new CountingRenderer(), faults, start);

        Assert.Equal(CountingRenderer.Marker, At(5).Span[0]);
        using (var black = SKBitmap.Decode(At(15).Span))
        {
            Assert.All(black.Pixels, pixel => Assert.Equal(SKColors.Black, pixel));
        }

        using (var garbage = SKCodec.Create(new SKMemoryStream(At(25).ToArray())))
        {
            Assert.Null(garbage);
        }

        using (var oversized = SKCodec.Create(new SKMemoryStream(At(35).ToArray())))
        {
            Assert.Equal(new SKSizeI(65_000, 65_000), oversized.Info.Size);
        }

        Assert.Equal(CountingRenderer.Marker, At(45).Span[0]);

        ReadOnlyMemory<byte> At(double seconds) => camera.FrameAt(start + TimeSpan.FromSeconds(seconds)).Jpeg;
    }

    [Fact]
    public void The_real_renderer_shows_the_piece_that_lies_there()
    {
        using var renderer = new SceneRenderer(new SceneOptions { Width = 320, Height = 180 });
        var world = World(4);
        var camera = new SimulatedCamera(world, renderer);
        var bare = camera.FrameAt(world.Now);
        while (world.Phase != VisitPhase.Watching)
        {
            world.Advance(world.Now + TimeSpan.FromMilliseconds(50), Ready);
        }

        var stillBare = new SimulatedCamera(World(4), renderer).FrameAt(world.Now);
        Assert.True(Difference(bare, camera.FrameAt(world.Now)) > 2 * Difference(bare, stillBare));
    }

    private static SimulatedWorld World(int seed)
    {
        var visits = new VisitOptions();
        var photos = ShippedPieces.Load();
        var pieces = new PhotoPieces(new CataloguePieces(seed, photos.Catalogue, visits.LightestGrams), photos);
        return new SimulatedWorld(VisitPlan.Create(seed, 100, visits, pieces), new WorldOptions { PlatformSeed = seed });
    }

    private static double Difference(Frame one, Frame other)
    {
        using var first = SKBitmap.Decode(one.Jpeg.Span);
        using var second = SKBitmap.Decode(other.Jpeg.Span);
        return 0.01 + first.Pixels.Zip(second.Pixels).Average(pair => Math.Abs(pair.First.Green - pair.Second.Green));
    }

    private sealed class CountingRenderer : ISceneRenderer
    {
        public const byte Marker = 0x42;

        public List<Scene> Scenes { get; } = [];

        public int Drawn => Scenes.Count;

        public byte[] RenderJpeg(Scene scene)
        {
            Scenes.Add(scene);
            return [Marker, (byte)Scenes.Count];
        }
    }
}
