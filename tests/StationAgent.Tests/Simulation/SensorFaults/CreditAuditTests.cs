using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using StationAgent.Tests.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

public sealed class CreditAuditTests
{
    private static readonly CreditAudit Audit = new(new DropOffRules());

    [Fact]
    public void A_piece_that_stays_and_is_what_it_was_taken_for_is_credited_rightly() => Assert.Null(FaultOf(Accepted(), Piece()));

    [Fact]
    public void A_piece_that_left_inside_its_window_must_not_be_credited()
    {
        Assert.Equal(CreditFault.TakenBack, FaultOf(Accepted(), Piece(lifted: 16.9)));
        Assert.Null(FaultOf(Accepted(), Piece(lifted: 17.1)));

        // Also when the person was quicker than the outcome.
        Assert.Equal(CreditFault.TakenBack, FaultOf(Accepted(), Piece(lifted: 11.8)));
        Assert.Equal(CreditFault.Swapped, FaultOf(Accepted(), Piece(lifted: 14, isSwapped: true)));
    }

    [Fact]
    public void A_credit_needs_a_piece_of_its_own()
    {
        Assert.Equal(CreditFault.NoPiece, Audit.FaultOf(Accepted(), piece: null, []));
        Assert.Equal(CreditFault.NoPiece, FaultOf(Accepted(), Piece(lifted: 9)));
        var piece = Piece();
        Assert.Equal(CreditFault.CreditedTwice, Audit.FaultOf(Accepted(), piece, [piece]));
    }

    [Fact]
    public void The_same_piece_counts_again_only_after_it_has_left_the_view()
    {
        var first = Piece();
        Assert.Equal(CreditFault.PresentedAgain, Audit.FaultOf(Accepted(), Piece(kind: PresentationKind.AgainInView, item: first.Truth.Item), [first]));
        Assert.Null(Audit.FaultOf(Accepted(), Piece(kind: PresentationKind.BroughtAgain, item: first.Truth.Item), [first]));
        Assert.Null(Audit.FaultOf(Accepted(), Piece(kind: PresentationKind.AgainInView, item: first.Truth.Item), []));
    }

    [Fact]
    public void A_wrong_class_counts_against_the_station_only_when_the_pictures_showed_something_else()
    {
        var piece = Piece("not_packaging");
        Assert.Equal(CreditFault.WrongPicture, FaultOf(Accepted(), piece));
        var shown = new ShownPictures([Scene.Empty(0, 0) with { Items = [new PlacedItem(piece.Truth.Item, 0, 0, 0)] }]);
        Assert.Null(FaultOf(Accepted() with { Shown = shown }, piece));
        Assert.False(CreditAudit.IsRightClass(Accepted(), piece));

        // A reference without the piece before makes that piece a part of this one.
        var before = new PlacedItem(Piece().Truth.Item, 0, 0, 0);
        shown = new ShownPictures([Scene.Empty(0, 0) with { Items = [before, new PlacedItem(piece.Truth.Item, 0, 0, 0)] }], Scene.Empty(0, 0));
        Assert.Equal(CreditFault.WrongPicture, FaultOf(Accepted() with { Shown = shown }, piece));
        Assert.Null(FaultOf(Accepted() with { Shown = shown with { Reference = Scene.Empty(0, 0) with { Items = [before] } } }, piece));
    }

    [Theory]
    [InlineData(104, 1, false)]
    [InlineData(106, 1, true)]
    [InlineData(106, 3, false)]
    [InlineData(120, 10, false)]
    public void A_mass_far_outside_its_uncertainty_is_wrong(double grams, double uncertainty, bool isWrong) =>
        Assert.Equal(isWrong ? CreditFault.WrongMass : null, FaultOf(Accepted(grams, uncertainty), Piece()));

    [Fact]
    public void A_drop_off_is_about_the_last_piece_before_its_load_settled()
    {
        Placement[] pieces = [Piece(), Piece(at: 11.5)];
        Assert.Same(pieces[0], CreditAudit.PieceOf(Accepted(), pieces));
        Assert.Same(pieces[1], CreditAudit.PieceOf(Accepted() with { At = TimeSpan.FromSeconds(13), Record = Accepted().Record with { StableAt = null } }, pieces));
        Assert.Null(CreditAudit.PieceOf(Accepted(), []));
    }

    [Fact]
    public void Only_packaging_of_a_possible_mass_is_acceptable()
    {
        Assert.True(Audit.IsAcceptable(Piece().Truth));
        Assert.False(Audit.IsAcceptable(Piece("not_packaging").Truth));
        Assert.False(Audit.IsAcceptable(Piece().Truth with { Mass = new Grams(3_000), IsOverweight = true }));
        Assert.False(Audit.IsAcceptable(Piece().Truth with { Mass = new Grams(9) }));
    }

    private static CreditFault? FaultOf(JudgedPiece judged, Placement piece) => Audit.FaultOf(judged, piece, []);

    private static Placement Piece(
        string path = "packaging/carton/intact",
        double at = 10,
        double? lifted = null,
        bool isSwapped = false)
        => Piece(PresentationKind.Brought, new SceneItem(PieceCatalogue.Shipped[path], 1, "piece", 200, 200, 100, 100), at, lifted, isSwapped);

    private static Placement Piece(PresentationKind kind, SceneItem item, double at = 10, double? lifted = null, bool isSwapped = false) =>
        new(
            new GroundTruth(1, item, new Grams(item.MassGrams), IsOverweight: false, TimeSpan.FromSeconds(at), IsTakenBack: false)
            {
                Kind = kind,
                IsSwapped = isSwapped,
            },
            StationStatus.Ready)
        {
            LiftedAt = lifted is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    private static JudgedPiece Accepted(double grams = 100, double uncertainty = 1)
    {
        var record = new DropOffRecord(
            1,
            Outcome.Accepted,
            [],
            Recognitions.Of("packaging/carton/intact"),
            Disposition.Reuse,
            new StableWeight(new Grams(grams), new Grams(uncertainty)),
            TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(11));
        return new JudgedPiece("event", record, TimeSpan.FromSeconds(12), default);
    }
}
