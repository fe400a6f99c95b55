using System.Text.Json;
using StationAgent.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff;

public sealed class DropOffJudgeTests
{
    private static readonly DropOffRules Rules = new();

    [Theory]
    [InlineData(Material.Carton, CartonCondition.Intact, 150, "Reuse")]
    [InlineData(Material.Carton, CartonCondition.Damaged, 150, "Pulp")]
    [InlineData(Material.PaperEnvelope, null, 30, "Pulp")]
    [InlineData(Material.PlasticFilm, null, 20, "Recycle")]
    public void Packaging_goes_where_its_class_goes(Material material, CartonCondition? condition, double grams, string disposition)
    {
        var judgement = DropOffJudge.Judge(Recognitions.Of(material, condition), Weight(grams), Rules);

        Assert.Equal(Outcome.Accepted, judgement.Outcome);
        Assert.Equal(disposition, judgement.Disposition.ToString());
        Assert.Empty(judgement.Reasons);
    }

    [Theory]
    [InlineData(Material.NotPackaging, null, 150, "Rejected", "not_packaging")]
    [InlineData(Material.Carton, CartonCondition.Intact, 1_002, "Rejected", "heavier_than_class")]
    [InlineData(Material.PlasticFilm, null, 150, "Rejected", "heavier_than_class")]
    [InlineData(Material.Carton, CartonCondition.Intact, 20, "Undecided", "lighter_than_class")]
    [InlineData(Material.Carton, null, 150, "Undecided", "condition_unclear")]
    [InlineData(Material.Empty, null, 150, "Undecided", "no_object")]
    public void A_piece_that_mass_or_picture_does_not_support_is_refused_with_its_reason(
        Material material, CartonCondition? condition, double grams, string outcome, string reason)
    {
        var judgement = DropOffJudge.Judge(Recognitions.Of(material, condition), Weight(grams), Rules);

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
            [Reasons.HeavierThanClass, Reasons.NotPackaging],
            DropOffJudge.Judge(Recognitions.Of(Material.NotPackaging), Weight(2_000), Rules).Reasons);
        Assert.Equal(
            [Reasons.HeavierThanClass, Reasons.NoObject],
            DropOffJudge.Judge(Recognitions.Doubt(RecognitionReason.NoObject), Weight(2_000), Rules).Reasons);
    }

    [Fact]
    public void What_the_station_takes_says_which_mass_is_too_much()
    {
        var films = Rules with { IntactCarton = Rules.IntactCarton with { Accepted = false }, DamagedCarton = Rules.DamagedCarton with { Accepted = false } };

        Assert.Equal(
            [Reasons.HeavierThanClass, Reasons.LowConfidence],
            DropOffJudge.Judge(Recognitions.Doubt(RecognitionReason.LowConfidence), Weight(150), films).Reasons);
    }

    [Fact]
    public void A_mass_at_the_edge_of_its_band_counts_for_the_piece()
    {
        Assert.Equal(Outcome.Accepted, DropOffJudge.Judge(Recognitions.Of(Material.Carton, CartonCondition.Intact), Weight(1_001), Rules).Outcome);
        Assert.Equal(Outcome.Accepted, DropOffJudge.Judge(Recognitions.Of(Material.Carton, CartonCondition.Intact), Weight(24), Rules).Outcome);
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
        var rules = Rules with { PlasticFilm = Rules.PlasticFilm with { Accepted = false } };

        Assert.Equal([Reasons.ClassNotTaken], DropOffJudge.Judge(Recognitions.Of(Material.PlasticFilm), Weight(20), rules).Reasons);
        Assert.Equal(
            [Reasons.ClassNotTaken, Reasons.HeavierThanClass],
            DropOffJudge.Judge(Recognitions.Of(Material.PlasticFilm), Weight(500), rules).Reasons);
    }

    [Fact]
    public void Every_doubt_of_the_pictures_has_the_lower_snake_case_of_its_name_as_code()
    {
        foreach (var reason in Enum.GetValues<RecognitionReason>())
        {
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()), Reasons.From(reason));
        }
    }

    private static StableWeight Weight(double grams) => new(new Grams(grams), new Grams(1));
}
