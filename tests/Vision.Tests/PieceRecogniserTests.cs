using SkiaSharp;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests;

public sealed class PieceRecogniserTests : IDisposable
{
    private static readonly SKColor Brown = new(190, 140, 90);
    private static readonly SKColor Blue = new(40, 70, 200);
    private static readonly SKColor Red = new(220, 60, 60);

    private readonly TestModel _model = new();
    private readonly PieceRecogniser _recogniser;

    public PieceRecogniserTests() => _recogniser = PieceRecogniser.Load(_model.ManifestPath);

    public void Dispose()
    {
        _recogniser.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void A_small_object_is_named_by_its_own_colour_and_not_by_the_mat()
    {
        var reference = new Scene(1280, 720).Frame();
        var seen = _recogniser.Recognise(reference, Frames(3, seed => new Scene(1280, 720) { Seed = seed }.With(0.4f, 0.4f, 0.5f, 0.55f, Brown)));

        Assert.Empty(seen.Reasons);
        Assert.Equal("packaging/carton", seen.Class?.Kind.Path);
        Assert.Equal(3, seen.Frames);
        Assert.Equal(1, seen.Agreement);
        Assert.Equal(0, Score(seen, "empty"));
        Assert.Equal(1, seen.Scores.Where(static score => score.Class.Parent is null).Sum(static score => score.Probability), 9);
    }

    [Fact]
    public void Without_a_reference_the_answer_is_undecided()
    {
        var seen = _recogniser.Recognise(null, [new Scene { Mat = Brown }.Frame()]);

        Assert.Equal("packaging/carton", seen.Likeliest?.Kind.Path);
        Assert.Contains(RecognitionReason.NoReference, seen.Reasons);
    }

    [Fact]
    public void Frames_that_cannot_be_decoded_are_skipped()
    {
        var reference = new Scene().Frame();
        var good = new Scene { Seed = 2 }.With(0.3f, 0.3f, 0.6f, 0.7f, Blue).Frame();
        var broken = new Frame(good.Jpeg[..(good.Jpeg.Length / 2)], default, 1);

        var seen = _recogniser.Recognise(reference, [broken, good, new Frame(new byte[100], default, 2)]);

        Assert.Equal("packaging/plastic_film", seen.Class?.Path);
        Assert.Equal(1, seen.Frames);
        Assert.Empty(seen.Reasons);
    }

    [Fact]
    public void No_usable_frame_is_said_and_carries_no_scores()
    {
        var seen = _recogniser.Recognise(new Scene().Frame(), [new Frame(new byte[] { 1, 2, 3 }, default, 0)]);

        Assert.Equal([RecognitionReason.NoUsableFrame], seen.Reasons);
        Assert.Equal(0, seen.Frames);
        Assert.Empty(seen.Scores);
        Assert.Null(seen.Class);
    }

    [Fact]
    public void Nothing_new_on_the_platform_is_said()
    {
        var seen = _recogniser.Recognise(new Scene().Frame(), Frames(2, seed => new Scene { Seed = seed + 5, Gain = 1.2 }));

        Assert.Contains(RecognitionReason.NoObject, seen.Reasons);
    }

    [Fact]
    public void A_hand_in_one_frame_of_three_does_not_spoil_the_others()
    {
        var frames = Frames(3, seed => new Scene { Seed = seed }.With(0.3f, 0.3f, 0.6f, 0.7f, Brown));
        frames[0] = new Scene().With(0.3f, 0.3f, 0.6f, 0.7f, Brown).With(0.5f, 0.5f, 1, 0.9f, new SKColor(230, 180, 160)).Frame();

        var seen = _recogniser.Recognise(new Scene().Frame(), frames);

        Assert.Empty(seen.Reasons);
        Assert.Equal(2, seen.Frames);
    }

    [Fact]
    public void A_hand_is_distinguished_from_a_piece_that_is_cut_off()
    {
        Assert.Equal([RecognitionReason.HandInView], AtTheEdge(Red).Reasons);
        Assert.Contains(RecognitionReason.CutOffByEdge, AtTheEdge(Brown).Reasons);
        Assert.DoesNotContain(RecognitionReason.HandInView, AtTheEdge(Brown).Reasons);

        Recognition AtTheEdge(SKColor colour) =>
            _recogniser.Recognise(new Scene().Frame(), Frames(3, seed => new Scene { Seed = seed }.With(0.6f, 0.3f, 1.1f, 0.7f, colour)));
    }

    [Fact]
    public void A_piece_inside_the_view_is_never_a_hand()
    {
        var seen = _recogniser.Recognise(new Scene().Frame(), Frames(3, seed => new Scene { Seed = seed }.With(0.3f, 0.3f, 0.6f, 0.7f, Red)));

        Assert.Empty(seen.Reasons);
    }

    [Fact]
    public void A_hand_is_seen_beside_a_larger_piece()
    {
        var seen = _recogniser.Recognise(
            new Scene().Frame(),
            Frames(3, seed => new Scene { Seed = seed }.With(0.1f, 0.2f, 0.5f, 0.8f, Brown).With(0.7f, 0.25f, 1.1f, 0.75f, Red)));

        Assert.Equal([RecognitionReason.SeveralObjects, RecognitionReason.HandInView], seen.Reasons);
    }

    [Fact]
    public void Darkness_is_said()
    {
        var seen = _recogniser.Recognise(new Scene { Gain = 0.05 }.Frame(), [new Scene { Gain = 0.05 }.With(0.3f, 0.3f, 0.6f, 0.7f, Brown).Frame()]);

        Assert.Contains(RecognitionReason.Dark, seen.Reasons);
    }

    [Fact]
    public void A_plain_photo_may_be_empty_and_needs_no_reference()
    {
        var seen = _recogniser.RecogniseImage(new Scene().Jpeg());

        Assert.True(seen.Class?.IsEmptyPlatform);
        Assert.DoesNotContain(RecognitionReason.NoReference, seen.Reasons);
    }

    [Fact]
    public void A_picture_gives_the_same_scores_alone_and_as_the_only_frame()
    {
        var reference = new Scene().Jpeg();
        var image = new Scene { Seed = 3 }.With(0.2f, 0.3f, 0.5f, 0.7f, Brown).Jpeg();

        var alone = _recogniser.RecogniseImage(image, reference);
        var live = _recogniser.Recognise(new Frame(reference, default, 0), [new Frame(image, default, 1)]);

        Assert.Equal(alone.Scores, live.Scores);
    }

    [Fact]
    public void A_png_is_read_like_the_jpeg_of_the_same_picture()
    {
        var scene = new Scene { Mat = Blue };

        var png = _recogniser.RecogniseImage(scene.Png());

        Assert.Equal("packaging/plastic_film", png.Class?.Path);
        Assert.Equal(Score(png, "packaging/plastic_film"), Score(_recogniser.RecogniseImage(scene.Jpeg(95)), "packaging/plastic_film"), 2);
    }

    [Fact]
    public void A_reference_of_another_shape_is_refused()
    {
        var problem = Assert.Throws<FrameDecodeException>(() => _recogniser.RecogniseImage(new Scene().Jpeg(), new Scene(320, 320).Jpeg()));

        Assert.Contains("differ in shape", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_platform_has_thresholds_of_its_own()
    {
        _model.Set("classes.4.thresholds.bin", "1");
        _model.Set("classes.0.thresholds.bin", "1");
        using var bin = PieceRecogniser.Load(_model.ManifestPath, ViewedPlatform.Bin);
        var image = new Scene { Mat = Blue }.Png();

        Assert.Equal("packaging/plastic_film", _recogniser.RecogniseImage(image).Class?.Path);
        Assert.Null(bin.RecogniseImage(image).Class);
        Assert.Equal([RecognitionReason.LowConfidence], bin.RecogniseImage(image).Reasons);
    }

    private static double Score(Recognition seen, string path) => seen.Scores.Single(score => score.Class.Path == path).Probability;

    private static Frame[] Frames(int count, Func<int, Scene> scene) => [.. Enumerable.Range(1, count).Select(i => scene(i).Frame(sequence: i))];
}
