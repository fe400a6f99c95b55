using CsCheck;
using SkiaSharp;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

public sealed class SceneRendererTests
{
    private static readonly SceneOptions Small = new() { Width = 480, Height = 270 };

    private static readonly PhotoSet Pieces = ShippedPieces.Load();

    [Fact]
    public void The_same_scene_gives_the_same_bytes_independent_of_earlier_scenes()
    {
        foreach (var kind in Pieces.Catalogue.Kinds)
        {
            var item = Pieces.Draw(kind, 4711);
            var moving = Scene.Empty(12, 5) with { Hand = new HandPose(0.9, item, 25, 3) { CarriedRotationDegrees = 40 } };
            var lying = new Scene(12, [new PlacedItem(item, 20, -10, 40)], null, 6);
            using var fresh = new SceneRenderer(Small);
            using var used = new SceneRenderer(Small);
            used.RenderJpeg(Scene.Empty(99, 1));
            used.RenderJpeg(moving with { Hand = moving.Hand! with { Reach = 0.6 } });
            var usedLying = used.RenderJpeg(lying);
            used.ItemBox(12, lying.Items[0]);

            Assert.Equal(fresh.RenderJpeg(moving), used.RenderJpeg(moving));
            Assert.Equal(fresh.RenderJpeg(lying), usedLying);
        }
    }

    [Fact]
    public void Another_noise_seed_changes_the_bytes_and_hardly_the_picture()
    {
        using var renderer = new SceneRenderer(Small);
        var scene = new Scene(3, [new PlacedItem(Pieces.Draw(Pieces.Catalogue.Kinds[0], 1), 0, 0, 10)], null, 1);

        var (first, second) = (renderer.RenderJpeg(scene), renderer.RenderJpeg(scene with { NoiseSeed = 2 }));

        Assert.NotEqual(first, second);
        Assert.InRange(Picture.Decode(first).DifferenceFrom(Picture.Decode(second), (_, _) => true), 0.2, 6);
    }

    [Fact]
    public void A_piece_changes_its_own_box_and_nothing_far_from_it() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 999_999], Gen.Int[0, 999_999], Gen.Double[0, 360]).Sample(
            (kind, seed, platform, turn) =>
            {
                using var renderer = new SceneRenderer(Small);
                var placed = new PlacedItem(Pieces.Draw(Pieces.Catalogue.Kinds[kind], seed), 0, 0, turn);
                var box = renderer.ItemBox(platform, placed);
                var empty = Picture.Decode(renderer.RenderJpeg(Scene.Empty(platform, 1)));
                var full = Picture.Decode(renderer.RenderJpeg(new Scene(platform, [placed], null, 1)));

                Assert.True(box.Width > 3 && box.Height > 3);
                // A shadow falls up to about the piece's height and a half beside it.
                var margin = 25 + (int)(placed.Item.HeightMm * 0.7);
                var near = SKRectI.Inflate(box, margin, margin);
                // The least of it is a piece of film: 6000 draws show more than 1.5 of 255 everywhere, about one in 3000 less than 3.
                Assert.True(empty.DifferenceFrom(full, (x, y) => box.Contains(x, y)) > 1.5, "nothing to see in the box");
                Assert.True(empty.DifferenceFrom(full, (x, y) => !near.Contains(x, y)) < 0.6, "something far from the box changed");
            },
            iter: 16, threads: 1);

    [Fact]
    public void Every_piece_that_ships_can_be_laid()
    {
        using var renderer = new SceneRenderer(new SceneOptions { Width = 320, Height = 180 });
        foreach (var photo in Pieces.Photos)
        {
            var item = Pieces.Draw(photo.Kind, 1) with { Photo = photo };
            var box = renderer.ItemBox(1, new PlacedItem(item, 0, 0, 30));
            Assert.True(box.Width > 3 && box.Height > 3, photo.Path);
        }
    }

    [Fact]
    public void A_piece_of_the_catalogue_without_a_picture_is_refused_by_name()
    {
        using var renderer = new SceneRenderer(Small);
        var item = Pieces.Catalogue.Kinds[0].Draw(1);

        var error = Assert.Throws<ArgumentException>(() => renderer.RenderJpeg(new Scene(3, [new PlacedItem(item, 0, 0, 10)], null, 1)));
        Assert.Contains(item.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hand_that_has_not_reached_in_is_not_visible()
    {
        using var renderer = new SceneRenderer(Small);
        for (var seed = 0; seed < 12; seed++)
        {
            var empty = Scene.Empty(seed, 8);
            var away = empty with { Hand = new HandPose(0, Pieces.Draw(Pieces.Catalogue.Kinds[seed % 5], seed), (seed * 15) - 82, seed) };

            var difference = Picture.Decode(renderer.RenderJpeg(empty)).DifferenceFrom(Picture.Decode(renderer.RenderJpeg(away)),
                (_, _) => true);
            Assert.True(difference < 0.05, $"seed {seed}: {difference}");
        }
    }

    [Fact]
    public void A_hand_over_the_platform_is_visible_only_in_its_own_frame()
    {
        using var renderer = new SceneRenderer(Small);
        var empty = Scene.Empty(5, 8);
        var before = renderer.RenderJpeg(empty);
        var over = Picture.Decode(renderer.RenderJpeg(empty with { Hand = new HandPose(1, null, 10, 2) }));

        Assert.True(Picture.Decode(before).DifferenceFrom(over, (x, y) => x is > 200 and < 280 && y > 120) > 8);
        Assert.Equal(before, renderer.RenderJpeg(empty));
    }

    [Fact]
    public void More_exposure_is_brighter()
    {
        using var renderer = new SceneRenderer(Small);
        var scene = Scene.Empty(5, 8);
        var usual = Picture.Decode(renderer.RenderJpeg(scene)).At(240, 135);

        Assert.True(Picture.Decode(renderer.RenderJpeg(scene with { ExposureStops = 0.5 })).At(240, 135).Green > usual.Green);
        Assert.True(Picture.Decode(renderer.RenderJpeg(scene with { ExposureStops = -0.5 })).At(240, 135).Green < usual.Green);
    }

    [Theory]
    [InlineData(100, 270, 85, "Width")]
    [InlineData(480, 100, 85, "Height")]
    [InlineData(480, 270, 0, "JpegQuality")]
    public void Options_out_of_range_are_refused_by_name(int width, int height, int quality, string name)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new SceneRenderer(new SceneOptions { Width = width, Height = height, JpegQuality = quality }));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
