using CsCheck;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Inference;
using StationAgent.Vision.Tests.Classes;
using Xunit;

namespace StationAgent.Vision.Tests.Decisions;

public sealed class ClassificationPolicyTests
{
    private const double Agreement = 0.6;

    private static readonly Gen<FrameVote> Votes = Gen.Select(
        Gen.Double[0.01, 1].Array[5],
        Gen.Double[0.01, 1].Array[2],
        Gen.Bool,
        Gen.Enum<RecognitionReason>(),
        Gen.Int[0, 3],
        (kinds, states, seen, flaw, flawed) => Vote(
            Cups, [.. kinds.Select(score => score / kinds.Sum()), .. states.Select(score => score / states.Sum())], seen)
            with
        { Flaws = default(ReasonSet).With(flaw, flawed == 0) });

    /// <summary>Ware at 0.95, every other class at 0.8.</summary>
    private static ClassTree Cups => Trees.Cups;

    [Fact]
    public void The_claim_is_the_most_special_class_that_is_certain_enough()
    {
        Assert.Equal(("ware/cup/paper/clean", null), Claim(Vote(0.95, 0.03, 0.01, 0.01, clean: 0.9)));
        Assert.Equal(("ware/cup/paper", RecognitionRemark.ConditionUnclear), Claim(Vote(0.95, 0.03, 0.01, 0.01, clean: 0.6)));
        Assert.Equal(("ware/cup", RecognitionRemark.ConditionUnclear), Claim(Vote(0.5, 0.45, 0.03, 0.02)));
        Assert.Equal(("ware", RecognitionRemark.KindUnclear), Claim(Vote(0.3, 0.3, 0.37, 0.03)));
        Assert.Equal(("other", null), Claim(Vote(0.1, 0.05, 0.05, 0.8)));
        Assert.Equal((null, null), Claim(Vote(0.3, 0.3, 0.3, 0.1)));
    }

    [Fact]
    public void A_class_is_claimed_although_one_above_it_does_not_hold()
    {
        var seen = Decide(Vote(0.9, 0.01, 0.01, 0.08, clean: 0.5));

        Assert.Equal("ware/cup/paper", seen.Class?.Path);
        Assert.Equal(0.9, seen.Confidence, 9);
        Assert.Empty(seen.Reasons);
    }

    [Fact]
    public void Without_a_claim_the_likeliest_class_is_still_named()
    {
        var seen = Decide(Vote(0.5, 0.1, 0.1, 0.3, clean: 0.8));

        Assert.Null(seen.Class);
        Assert.Equal("ware/cup/paper/clean", seen.Likeliest?.Path);
        Assert.Equal(0.7, seen.Confidence, 9);
        Assert.Equal([RecognitionReason.LowConfidence], seen.Reasons);
        Assert.Null(seen.Remark);
    }

    /// <summary>From the top, ware is likelier; of all kinds of pieces, "other" is.</summary>
    [Fact]
    public void The_likeliest_kind_is_looked_for_among_all_kinds()
    {
        var seen = Decide(Vote(0.2, 0.1, 0.22, 0.48));

        Assert.Equal("ware", seen.Likeliest?.Path.Split('/')[0]);
        Assert.Equal("other", seen.LikeliestKind?.Path);
        Assert.Equal("ware/cup", Decide(Vote(0.3, 0.2, 0.1, 0.4)).LikeliestKind?.Path);
        Assert.Null(Decide().LikeliestKind);
    }

    [Fact]
    public void Frames_that_disagree_support_what_they_have_in_common()
    {
        var seen = Decide(Vote(0.98, 0.02, 0, 0), Vote(0.02, 0.98, 0, 0));

        Assert.Equal("ware/cup", seen.Class?.Path);
        Assert.Equal(1, seen.Agreement);
        Assert.Empty(seen.Reasons);
    }

    [Fact]
    public void Frames_that_have_nothing_in_common_are_undecided()
    {
        var seen = Decide(Vote(0.98, 0.02, 0, 0), Vote(0, 0, 0, 1));

        Assert.Null(seen.Class);
        Assert.Equal([RecognitionReason.FramesDisagree, RecognitionReason.LowConfidence], seen.Reasons);
        Assert.Equal(0.5, seen.Agreement);
    }

    [Fact]
    public void A_mean_that_is_certain_needs_frames_that_agree()
    {
        var policy = new ClassificationPolicy(Cups, ViewedPlatform.Tray, 0.8);
        var seen = policy.Decide([Vote(0, 0, 0, 1), Vote(0, 0, 0, 1), Vote(0.55, 0, 0, 0.45)], isReferenceMissing: false);

        Assert.Equal([RecognitionReason.FramesDisagree], seen.Reasons);
    }

    [Fact]
    public void Flawed_frames_are_left_out_while_half_are_clean()
    {
        var good = Vote(0.95, 0.05, 0, 0, clean: 0.99);
        var blurred = Vote(0.1, 0, 0, 0.9) with { Flaws = default(ReasonSet).With(RecognitionReason.Blurred) };

        Assert.Empty(Decide(good, blurred).Reasons);
        Assert.Equal(1, Decide(good, blurred).Frames);
        Assert.Contains(RecognitionReason.Blurred, Decide(good, blurred, blurred).Reasons);
    }

    [Fact]
    public void Without_votes_there_is_no_usable_frame()
    {
        Assert.Equal([RecognitionReason.NoUsableFrame], Decide().Reasons);
        Assert.Equal(
            [RecognitionReason.NoUsableFrame, RecognitionReason.NoReference],
            new ClassificationPolicy(Cups, ViewedPlatform.Tray, Agreement).Decide([], isReferenceMissing: true).Reasons);
    }

    [Fact]
    public void Scores_add_up_to_one_and_all_figures_are_shares()
    {
        Votes.Array[1, 8].Sample(votes =>
        {
            var seen = Decide(votes);

            Assert.Equal(1, seen.Scores.Where(static score => score.Class.Parent is null).Sum(static score => score.Probability), 9);
            Assert.InRange(seen.Agreement, 0, 1);
            Assert.InRange(seen.Confidence, 0, 1 + 1e-9);
            Assert.InRange(seen.Frames, 1, votes.Length);
            Assert.True(seen.Class is null == seen.Reasons.Any(static reason => reason is RecognitionReason.LowConfidence or RecognitionReason.FramesDisagree));
            Assert.True(seen.Class?.Contains(seen.Likeliest!) ?? true);
        });
    }

    [Fact]
    public void The_order_of_the_frames_does_not_matter()
    {
        Votes.Array[1, 8].Sample(votes =>
        {
            var seen = Decide(votes);
            var reversed = Decide([.. votes.Reverse()]);

            Assert.Equal(seen.Class, reversed.Class);
            Assert.Equal(seen.Confidence, reversed.Confidence, 9);
            Assert.Equal(seen.Agreement, reversed.Agreement);
            Assert.Equal(seen.Reasons, reversed.Reasons);
        });
    }

    [Fact]
    public void Higher_thresholds_never_claim_more()
    {
        Gen.Select(Votes.Array[1, 5], Gen.Double[0.5, 0.9].Array[9], Gen.Double[0, 0.1], Gen.Double[0, 0.9]).Sample((votes, levels, more, agreement) =>
        {
            var loose = new ClassificationPolicy(WithThresholds(levels), ViewedPlatform.Tray, agreement).Decide(votes, isReferenceMissing: false);
            var strict = new ClassificationPolicy(WithThresholds([.. levels.Select(level => level + more)]), ViewedPlatform.Tray, agreement + more)
                .Decide(votes, isReferenceMissing: false);

            Assert.True(strict.Class is null || ClassPath.Contains(strict.Class.Path, loose.Class!.Path), $"{strict.Class} and {loose.Class}");
            Assert.Equal(loose.Likeliest?.Path, strict.Likeliest?.Path);
        });
    }

    private static ClassTree WithThresholds(double[] levels) => Trees.Read(
        [.. Cups.Nodes.Select(node => Trees.Class(
            ClassPath.Last(node.Path), node.Parent is { } parent ? ClassPath.Last(parent.Path) : null, levels[node.Index], node.Below == ClassSplit.Condition ? "condition" : "kind"))],
        "nothing",
        new ModelHead("kinds", 1, ["paper", "plastic", "box", "other", "nothing"]),
        new ModelHead("states", 1, ["clean", "dirty"], "paper"));

    private static FrameVote Vote(double paper, double plastic, double box, double other, double clean = 0.5) =>
        Vote(Cups, [paper, plastic, box, other, 0, clean, 1 - clean]);

    private static FrameVote Vote(ClassTree tree, double[] outputs, bool isObjectSeen = false)
    {
        var probabilities = new double[tree.Nodes.Length];
        tree.Fill(outputs, isObjectSeen, probabilities);
        return new FrameVote([.. probabilities], default);
    }

    private static (string? Class, RecognitionRemark? Remark) Claim(params FrameVote[] votes)
    {
        var seen = Decide(votes);
        return (seen.Class?.Path, seen.Remark);
    }

    private static Recognition Decide(params FrameVote[] votes) => new ClassificationPolicy(Cups, ViewedPlatform.Tray, Agreement).Decide(votes, isReferenceMissing: false);
}
