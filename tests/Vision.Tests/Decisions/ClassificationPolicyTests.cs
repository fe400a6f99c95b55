using CsCheck;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Vision.Tests.Decisions;

public sealed class ClassificationPolicyTests
{
    private static readonly DecisionThresholds Thresholds = new(0.8, 0.7, 0.6, 0.5);

    private static readonly Gen<FrameVote> Votes = Gen.Select(
        Gen.Double[0.01, 1].Array[5],
        Gen.Double[0.01, 1].Array[2],
        Gen.Bool,
        Gen.Enum<RecognitionReason>(),
        Gen.Int[0, 3],
        (material, condition, seen, flaw, flawed) => new FrameVote(
            [.. material.Select(score => score / material.Sum())],
            [.. condition.Select(score => score / condition.Sum())],
            seen,
            default(ReasonSet).With(flaw, flawed == 0)));

    [Fact]
    public void A_clear_carton_is_decided_with_the_product_of_both_probabilities()
    {
        var seen = Decide(Vote(0.9, 0.05, 0.05, 0, 0, intact: 0.8), Vote(0.9, 0.05, 0.05, 0, 0, intact: 0.8));

        Assert.Empty(seen.Reasons);
        Assert.Equal((Material.Carton, CartonCondition.Intact), (seen.Material, seen.Condition));
        Assert.Equal(0.72, seen.Confidence, 9);
    }

    [Fact]
    public void Only_a_carton_has_a_condition()
    {
        var seen = Decide(Vote(0.05, 0.9, 0.05, 0, 0, intact: 0.5));

        Assert.Empty(seen.Reasons);
        Assert.Null(seen.Condition);
        Assert.Equal(0.9, seen.Confidence, 9);
    }

    [Fact]
    public void A_carton_of_unclear_condition_is_undecided_and_the_likelier_is_still_named()
    {
        var seen = Decide(Vote(0.9, 0.05, 0.05, 0, 0, intact: 0.4));

        Assert.Equal([RecognitionReason.ConditionUnclear], seen.Reasons);
        Assert.Equal(CartonCondition.Damaged, seen.Condition);
    }

    [Fact]
    public void Empty_is_overruled_when_an_object_is_seen()
    {
        var vote = Vote(0.01, 0.18, 0.01, 0, 0.8);

        Assert.Equal(Material.Empty, Decide(vote).Material);
        var seen = Decide(vote with { IsObjectSeen = true });
        Assert.Equal(Material.PlasticFilm, seen.Material);
        Assert.Equal(0.9, seen.Confidence, 9);
        Assert.Equal(0, seen.MaterialScores[(int)Material.Empty]);
    }

    [Fact]
    public void A_network_that_is_sure_of_empty_leaves_all_other_classes_alike()
    {
        var seen = Decide(Vote(0, 0, 0, 0, 1) with { IsObjectSeen = true });

        Assert.All(seen.MaterialScores.Take(4), score => Assert.Equal(0.25, score, 9));
        Assert.Contains(RecognitionReason.LowConfidence, seen.Reasons);
    }

    [Fact]
    public void Frames_that_disagree_are_undecided()
    {
        var seen = Decide(Vote(0.98, 0.02, 0, 0, 0), Vote(0.1, 0.9, 0, 0, 0));

        Assert.Equal([RecognitionReason.FramesDisagree, RecognitionReason.LowConfidence], seen.Reasons);
        Assert.Equal(0.5, seen.Agreement);
    }

    [Fact]
    public void Flawed_frames_are_left_out_while_half_are_clean()
    {
        var good = Vote(0.95, 0.05, 0, 0, 0);
        var blurred = Vote(0.1, 0.9, 0, 0, 0) with { Flaws = default(ReasonSet).With(RecognitionReason.Blurred) };

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
            ClassificationPolicy.Decide([], Thresholds, isReferenceMissing: true).Reasons);
    }

    [Fact]
    public void Scores_add_up_to_one_and_all_figures_are_shares()
    {
        Votes.Array[1, 8].Sample(votes =>
        {
            var seen = Decide(votes);

            Assert.Equal(1, seen.MaterialScores.Sum(), 9);
            Assert.Equal(1, seen.ConditionScores.Sum(), 9);
            Assert.InRange(seen.Agreement, 0, 1);
            Assert.InRange(seen.Confidence, 0, 1 + 1e-9);
            Assert.InRange(seen.Frames, 1, votes.Length);
            Assert.Equal(seen.MaterialScores.Max(), seen.MaterialScores[(int)seen.Material]);
        });
    }

    [Fact]
    public void The_order_of_the_frames_does_not_matter()
    {
        Votes.Array[1, 8].Sample(votes =>
        {
            var seen = Decide(votes);
            var reversed = Decide([.. votes.Reverse()]);

            Assert.Equal(seen.Material, reversed.Material);
            Assert.Equal(seen.Confidence, reversed.Confidence, 9);
            Assert.Equal(seen.Agreement, reversed.Agreement);
            Assert.Equal(seen.Reasons, reversed.Reasons);
        });
    }

    [Fact]
    public void Higher_thresholds_never_decide_more()
    {
        Gen.Select(Votes.Array[1, 5], Gen.Double[0, 0.9].Array[3], Gen.Double[0, 0.1]).Sample((votes, levels, more) =>
        {
            var low = new DecisionThresholds(levels[0], levels[1], levels[2], 0.5);
            var high = new DecisionThresholds(levels[0] + more, levels[1] + more, levels[2] + more, 0.5);

            var loose = ClassificationPolicy.Decide(votes, low, isReferenceMissing: false);
            var strict = ClassificationPolicy.Decide(votes, high, isReferenceMissing: false);

            Assert.All(loose.Reasons, reason => Assert.Contains(reason, strict.Reasons));
            Assert.Equal(loose.Material, strict.Material);
        });
    }

    private static FrameVote Vote(double carton, double film, double paper, double other, double empty, double intact = 0.9) =>
        new([carton, film, paper, other, empty], [intact, 1 - intact], false, default);

    private static Recognition Decide(params FrameVote[] votes) => ClassificationPolicy.Decide(votes, Thresholds, isReferenceMissing: false);
}
