using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation;

public sealed class TruthComparisonTests
{
    [Fact]
    public void One_event_for_each_piece_agrees_and_the_figures_are_counted()
    {
        var summary = Compare(
            [Piece(1, "packaging/carton/intact"), Piece(2, "packaging/plastic_film")],
            [Event(Outcome.Accepted, "packaging/carton/intact", 101), Event(Outcome.Undecided, "packaging/carton/damaged", 98)]);
        Assert.True(summary.Agrees);
        Assert.Equal((1, 0, 1), (summary.Accepted, summary.Rejected, summary.Undecided));
        Assert.Equal(0.5, summary.RightClaims);
        Assert.Equal(new MassError(1.5, 2), summary.MassErrorGrams);
        Assert.Equal(1, summary.RightAccepted);
        Assert.Equal(new ClassShare(1, 0, 0), summary.Classes["packaging/plastic_film"]);
        Assert.Equal(new ClassShare(1, 1, 1), summary.Classes["packaging/carton/intact"]);
        Assert.Equal(new LevelShare(1, 1), Assert.Single(summary.Levels, pair => pair.Key == "packaging/carton/intact").Value);
    }

    [Fact]
    public void A_piece_accepted_as_another_class_is_counted()
    {
        var summary = Compare(
            [
                Piece(1, "packaging/carton/damaged"), Piece(2, "packaging/plastic_film"), Piece(3, "not_packaging"),
                Piece(4, "packaging/carton"), Piece(5, "packaging/paper_envelope"),
            ],
            [
                Event(Outcome.Accepted, "packaging/carton/intact", 100), Event(Outcome.Accepted, "packaging/plastic_film", 100),
                Event(Outcome.Accepted, "packaging/carton/intact", 100), Event(Outcome.Accepted, "packaging/carton/intact", 100),
                Event(Outcome.Undecided, "packaging/carton/intact", 100),
            ]);
        // A wrong condition and something that is not packaging count as wrong; of a carton of unknown condition only the kind counts.
        Assert.Equal(0.5, summary.RightAccepted);
        Assert.Equal(new ClassShare(1, 1, 1), summary.Classes["packaging/carton"]);
        Assert.Equal(new ClassShare(1, 0, 1), summary.Classes["packaging/carton/damaged"]);
        Assert.Equal(new LevelShare(3, 1), summary.Levels["packaging/carton/intact"]);
        Assert.Null(Compare([], []).RightAccepted);
    }

    [Fact]
    public void A_claim_is_right_as_far_as_it_goes()
    {
        var summary = Compare(
            [Piece(1, "packaging/carton/damaged"), Piece(2, "not_packaging"), Piece(3, "packaging/plastic_film")],
            [Event(Outcome.Accepted, "packaging/carton", 100), Event(Outcome.Accepted, "packaging", 100), Event(Outcome.Undecided, null, 100)]);

        Assert.Equal(0.5, summary.RightClaims);
        Assert.Equal(0.5, summary.RightAccepted);
        Assert.Equal(new LevelShare(1, 1), summary.Levels["packaging/carton"]);
        Assert.Equal(new LevelShare(1, 0), summary.Levels["packaging"]);
    }

    [Fact]
    public void A_missing_event_is_a_difference() =>
        Assert.Contains("2 pieces were presented, 1 drop-off events received", Compare(
            [Piece(1, "packaging/carton"), Piece(2, "packaging/carton")],
            [Event(Outcome.Accepted, "packaging/carton", 100)]).Differences);

    [Fact]
    public void A_surplus_event_is_a_difference() =>
        Assert.False(Compare([], [Event(Outcome.Accepted, "packaging/carton", 100)]).Agrees);

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
        var dropOff = Event(Enum.Parse<Outcome>(outcome), "packaging/carton", 100) with
        {
            Change = change is null ? null : Enum.Parse<AmendmentChange>(change),
        };
        Assert.Equal(agrees, Compare([Piece(1, "packaging/carton") with { IsTakenBack = isTakenBack }], [dropOff]).Agrees);
    }

    private static SimulationSummary Compare(PresentedPiece[] presented, ReceivedDropOff[] received, ArrivalFlaws flaws = default) =>
        TruthComparison.Compare(1, presented, received, flaws, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2));

    private static PresentedPiece Piece(int index, string path) =>
        new(index, "piece", path, new Grams(100), TimeSpan.FromSeconds(index), IsTakenBack: false);

    private static ReceivedDropOff Event(Outcome outcome, string? claim, double grams)
    {
        var data = new DropOffData(
            outcome,
            Test: false,
            [],
            [],
            new ItemData(claim, 1, new Dictionary<string, double>(StringComparer.Ordinal), 3, 1),
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
