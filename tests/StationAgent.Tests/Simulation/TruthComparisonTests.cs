using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation;

public sealed class TruthComparisonTests
{
    [Fact]
    public void One_event_for_each_piece_agrees_and_the_figures_are_counted()
    {
        var summary = Compare(
            [Piece(1, Material.Carton, CartonCondition.Intact), Piece(2, Material.PlasticFilm, null)],
            [Event(Outcome.Accepted, Material.Carton, CartonCondition.Intact, 101), Event(Outcome.Undecided, Material.Carton, CartonCondition.Damaged, 98)]);
        Assert.True(summary.Agrees);
        Assert.Equal((1, 0, 1), (summary.Accepted, summary.Rejected, summary.Undecided));
        Assert.Equal(0.5, summary.RightMaterial);
        Assert.Equal(1, summary.RightCondition);
        Assert.Equal(new MassError(1.5, 2), summary.MassErrorGrams);
        Assert.Equal(1, summary.RightAccepted);
        Assert.Equal(new ClassShare(1, 0, 0), summary.ByMaterial["plastic_film"]);
        Assert.Equal(new ClassShare(1, 1, 1), Assert.Single(summary.ByCondition, pair => pair.Key == "intact").Value);
    }

    [Fact]
    public void A_piece_accepted_as_another_class_is_counted()
    {
        var summary = Compare(
            [
                Piece(1, Material.Carton, CartonCondition.Damaged), Piece(2, Material.PlasticFilm, null), Piece(3, Material.NotPackaging, null),
                Piece(4, Material.Carton, null), Piece(5, Material.PaperEnvelope, null),
            ],
            [
                Event(Outcome.Accepted, Material.Carton, CartonCondition.Intact, 100), Event(Outcome.Accepted, Material.PlasticFilm, null, 100),
                Event(Outcome.Accepted, Material.Carton, CartonCondition.Intact, 100), Event(Outcome.Accepted, Material.Carton, CartonCondition.Intact, 100),
                Event(Outcome.Undecided, Material.Carton, CartonCondition.Intact, 100),
            ]);
        // A wrong condition and something that is not packaging count as wrong; for a carton of unknown condition only the material counts.
        Assert.Equal(0.5, summary.RightAccepted);
        Assert.Equal(new ClassShare(2, 2, 2), summary.ByMaterial["carton"]);
        Assert.Equal(new ClassShare(1, 0, 1), summary.ByCondition["damaged"]);
        Assert.Null(Compare([], []).RightAccepted);
    }

    [Fact]
    public void A_missing_event_is_a_difference() =>
        Assert.Contains("2 pieces were presented, 1 drop-off events received", Compare(
            [Piece(1, Material.Carton, null), Piece(2, Material.Carton, null)],
            [Event(Outcome.Accepted, Material.Carton, null, 100)]).Differences);

    [Fact]
    public void A_surplus_event_is_a_difference() =>
        Assert.False(Compare([], [Event(Outcome.Accepted, Material.Carton, null, 100)]).Agrees);

    [Fact]
    public void Events_out_of_order_are_a_difference() =>
        Assert.Contains("3 events arrived out of order", Compare([], [], new ArrivalFlaws(0, 3, 0, 0)).Differences);

    [Fact]
    public void Orphan_amendments_and_invalid_messages_are_differences_but_repeats_are_not()
    {
        Assert.Contains("2 amendments refer to a drop-off that had not arrived", Compare([], [], new ArrivalFlaws(0, 0, 2, 0)).Differences);
        Assert.Contains("1 messages did not match the contract", Compare([], [], new ArrivalFlaws(0, 0, 0, 1)).Differences);
        Assert.True(Compare([], [], new ArrivalFlaws(4, 0, 0, 0)).Agrees);
    }

    [Theory]
    [InlineData(true, "Accepted", "Withdrawn", true)]
    [InlineData(true, "Accepted", null, false)]
    [InlineData(true, "Rejected", null, true)]
    [InlineData(false, "Accepted", "Withdrawn", false)]
    [InlineData(false, "Accepted", "Unsettled", false)]
    public void Only_an_accepted_piece_that_is_taken_back_is_withdrawn(bool isTakenBack, string outcome, string? change, bool agrees)
    {
        var dropOff = Event(Enum.Parse<Outcome>(outcome), Material.Carton, null, 100) with
        {
            Change = change is null ? null : Enum.Parse<AmendmentChange>(change),
        };
        Assert.Equal(agrees, Compare([Piece(1, Material.Carton, null) with { IsTakenBack = isTakenBack }], [dropOff]).Agrees);
    }

    private static SimulationSummary Compare(PresentedPiece[] presented, ReceivedDropOff[] received, ArrivalFlaws flaws = default) =>
        TruthComparison.Compare(1, presented, received, flaws, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2));

    private static PresentedPiece Piece(int index, Material material, CartonCondition? condition) =>
        new(index, "piece", material, condition, new Grams(100), TimeSpan.FromSeconds(index), IsTakenBack: false);

    private static ReceivedDropOff Event(Outcome outcome, Material material, CartonCondition? condition, double grams)
    {
        var scores = new ScoresData(new MaterialScores(1, 0, 0, 0, 0), new ConditionScores(1, 0));
        var data = new DropOffData(
            outcome,
            [],
            new ItemData(material, condition, 1, scores, 3, 1),
            Disposition.None,
            new MassData(grams, 1),
            null,
            new ModelData("m", "1", new string('0', 64)),
            PlatformKind.Tray,
            DateTimeOffset.UnixEpoch,
            null,
            DateTimeOffset.UnixEpoch,
            5,
            RetryOf: null,
            new ClockStamp(ClockQuality.Unknown, "boot", 0));
        return new ReceivedDropOff("id", data, Change: null);
    }
}
