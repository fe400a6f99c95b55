using System.Text.Json;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff;

public sealed class DropOffJudgeTests
{
    private static readonly DropOffRules Rules = new();

    [Theory]
    [InlineData("packaging/carton/intact", 150, "Reuse")]
    [InlineData("packaging/carton/damaged", 150, "Pulp")]
    [InlineData("packaging/paper_envelope", 30, "Pulp")]
    [InlineData("packaging/plastic_film", 20, "Recycle")]
    public void Packaging_goes_where_its_class_goes(string path, double grams, string disposition)
    {
        var judgement = DropOffJudge.Judge(Recognitions.Of(path), Weight(grams), Rules);

        Assert.Equal(Outcome.Accepted, judgement.Outcome);
        Assert.Equal(disposition, judgement.Disposition.ToString());
        Assert.Empty(judgement.Reasons);
        Assert.Empty(judgement.Remarks);
    }

    [Fact]
    public void What_is_left_open_and_decides_nothing_for_the_visitor_is_a_remark()
    {
        var judgement = DropOffJudge.Judge(Recognitions.Of("packaging/carton"), Weight(150), Rules);

        Assert.Equal((Outcome.Accepted, Disposition.Sort), (judgement.Outcome, judgement.Disposition));
        Assert.Empty(judgement.Reasons);
        Assert.Equal([Reasons.ConditionUnclear], judgement.Remarks);
    }

    [Fact]
    public void What_is_left_open_is_no_remark_where_all_goes_the_same_way()
    {
        var rules = With("packaging/carton", new ClassRuleOptions { Accepted = true, Disposition = Disposition.Pulp })
            .With("packaging/carton/intact", new ClassRuleOptions());

        var judgement = DropOffJudge.Judge(Recognitions.Of("packaging/carton"), Weight(150), Rules with { Classes = rules });

        Assert.Equal(Disposition.Pulp, judgement.Disposition);
        Assert.Empty(judgement.Remarks);
    }

    [Fact]
    public void By_configuration_packaging_of_any_kind_is_taken_for_a_person_to_sort()
    {
        var rules = With("packaging", DefaultClassRules.Rules.Given("packaging") with { Accepted = true });

        var judgement = DropOffJudge.Judge(Recognitions.Of("packaging"), Weight(150), Rules with { Classes = rules });

        Assert.Equal((Outcome.Accepted, Disposition.Sort), (judgement.Outcome, judgement.Disposition));
        Assert.Equal([Reasons.KindUnclear], judgement.Remarks);
    }

    [Fact]
    public void A_condition_that_decides_whether_a_piece_is_taken_must_be_clear()
    {
        var rules = With("packaging/carton", new ClassRuleOptions { Accepted = false })
            .With("packaging/carton/intact", new ClassRuleOptions { Accepted = true, Disposition = Disposition.Reuse });

        Assert.Equal([Reasons.ConditionUnclear], Judge("packaging/carton").Reasons);
        Assert.Equal(Outcome.Undecided, Judge("packaging/carton").Outcome);
        Assert.Equal([Reasons.ClassNotTaken], Judge("packaging/carton/damaged").Reasons);
        Assert.Equal(Outcome.Accepted, Judge("packaging/carton/intact").Outcome);

        Judgement Judge(string path) => DropOffJudge.Judge(Recognitions.Of(path), Weight(150), Rules with { Classes = rules });
    }

    [Fact]
    public void A_piece_that_may_be_of_a_class_that_is_not_taken_is_not_taken()
    {
        var rules = With("packaging/carton/damaged", new ClassRuleOptions { Accepted = false });

        Assert.Equal((Outcome.Undecided, Disposition.None), (Judge(150).Outcome, Judge(150).Disposition));
        Assert.Equal([Reasons.ConditionUnclear], Judge(150).Reasons);
        Assert.Equal([Reasons.LighterThanClass], Judge(18).Reasons);

        Judgement Judge(double grams) => DropOffJudge.Judge(Recognitions.Of("packaging/carton"), Weight(grams), Rules with { Classes = rules });
    }

    [Fact]
    public void A_class_without_any_rule_is_not_taken()
    {
        var judgement = DropOffJudge.Judge(Recognitions.Of("not_packaging"), Weight(150), Rules with { Classes = new ClassRules([]) });

        Assert.Equal((Outcome.Rejected, Disposition.None), (judgement.Outcome, judgement.Disposition));
        Assert.Equal([Reasons.ClassNotTaken], judgement.Reasons);
    }

    [Theory]
    [InlineData("not_packaging", 150, "Rejected", "not_packaging")]
    [InlineData("packaging/carton/intact", 1_002, "Rejected", "heavier_than_class")]
    [InlineData("packaging/plastic_film", 150, "Rejected", "heavier_than_class")]
    [InlineData("packaging/carton/intact", 20, "Undecided", "lighter_than_class")]
    [InlineData("packaging/carton", 18, "Undecided", "lighter_than_class")]
    [InlineData("packaging", 150, "Undecided", "kind_unclear")]
    [InlineData("empty", 150, "Undecided", "no_object")]
    public void A_piece_that_mass_or_picture_does_not_support_is_refused_with_its_reason(
        string path, double grams, string outcome, string reason)
    {
        var judgement = DropOffJudge.Judge(Recognitions.Of(path), Weight(grams), Rules);

        Assert.Equal(outcome, judgement.Outcome.ToString());
        Assert.Equal([reason], judgement.Reasons);
        Assert.Equal(Disposition.None, judgement.Disposition);
    }

    /// <summary>A person is told to empty the carton, whatever the pictures make of it.</summary>
    [Theory]
    [InlineData(1_002, "Rejected", "heavier_than_class", "several_objects", "blurred")]
    [InlineData(1_001, "Undecided", "several_objects", "blurred")]
    public void A_mass_above_all_that_is_taken_decides_before_the_doubts_of_the_pictures(double grams, string outcome, params string[] reasons)
    {
        var judgement = DropOffJudge.Judge(
            Recognitions.Doubt(RecognitionReason.SeveralObjects, RecognitionReason.Blurred), Weight(grams), Rules);

        Assert.Equal(outcome, judgement.Outcome.ToString());
        Assert.Equal(reasons, judgement.Reasons);
    }

    [Fact]
    public void Such_a_mass_decides_before_what_the_pictures_are_sure_of()
    {
        Assert.Equal(
            [Reasons.HeavierThanClass, "not_packaging"],
            DropOffJudge.Judge(Recognitions.Of("not_packaging"), Weight(2_000), Rules).Reasons);
        Assert.Equal(
            [Reasons.HeavierThanClass, Reasons.NoObject],
            DropOffJudge.Judge(Recognitions.Doubt(RecognitionReason.NoObject), Weight(2_000), Rules).Reasons);
    }

    [Fact]
    public void What_the_station_takes_says_which_mass_is_too_much()
    {
        var films = Rules with { Classes = With("packaging/carton", new ClassRuleOptions { Accepted = false }) };

        Assert.Equal(
            [Reasons.HeavierThanClass, Reasons.LowConfidence],
            DropOffJudge.Judge(Recognitions.Doubt(RecognitionReason.LowConfidence), Weight(150), films).Reasons);
    }

    [Fact]
    public void A_mass_at_the_edge_of_its_band_counts_for_the_piece()
    {
        Assert.Equal(Outcome.Accepted, DropOffJudge.Judge(Recognitions.Of("packaging/carton/intact"), Weight(1_001), Rules).Outcome);
        Assert.Equal(Outcome.Accepted, DropOffJudge.Judge(Recognitions.Of("packaging/carton/intact"), Weight(24), Rules).Outcome);
    }

    [Fact]
    public void The_difference_overrules_what_the_network_sees()
    {
        var judgement = DropOffJudge.Judge(
            Recognitions.Doubt(RecognitionReason.LowConfidence, RecognitionReason.NoObject), Weight(150), Rules);

        Assert.Equal(Outcome.Undecided, judgement.Outcome);
        Assert.Equal([Reasons.NoObject], judgement.Reasons);
    }

    [Fact]
    public void A_class_that_is_not_accepted_is_rejected_whatever_its_mass()
    {
        var rules = Rules with { Classes = With("packaging/plastic_film", DefaultClassRules.Rules.Given("packaging/plastic_film") with { Accepted = false }) };

        Assert.Equal([Reasons.ClassNotTaken], DropOffJudge.Judge(Recognitions.Of("packaging/plastic_film"), Weight(20), rules).Reasons);
        Assert.Equal(
            [Reasons.ClassNotTaken, Reasons.HeavierThanClass],
            DropOffJudge.Judge(Recognitions.Of("packaging/plastic_film"), Weight(500), rules).Reasons);
    }

    [Fact]
    public void Every_doubt_of_the_pictures_has_the_lower_snake_case_of_its_name_as_code()
    {
        foreach (var reason in Enum.GetValues<RecognitionReason>())
        {
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()), Reasons.From(reason));
        }

        foreach (var remark in Enum.GetValues<RecognitionRemark>())
        {
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(remark.ToString()), Reasons.From(remark));
        }
    }

    private static ClassRules With(string path, ClassRuleOptions rule) => DefaultClassRules.Rules.With(path, rule);

    private static StableWeight Weight(double grams) => new(new Grams(grams), new Grams(1));
}
