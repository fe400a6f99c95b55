using StationAgent.DropOff;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

/// <summary>Visitors who try once more, after they have read what to do.</summary>
public sealed class SecondTryTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly VisitOptions Again = new() { TriesAgainShare = 1, TakesBackShare = 0, OverweightShare = 0 };

    private static StationDisplay Ready => new(StationStatus.Ready);

    [Fact]
    public void A_piece_that_was_not_recognised_comes_again_turned_and_nearer_to_the_middle()
    {
        var world = Refused(Again, 2, Outcome.Undecided, Reasons.LowConfidence);
        var first = world.Truth[0];
        var lay = world.Visit!.Placed;

        MoveOn(world, VisitPhase.Watching, Ready.Show(1, Outcome.Undecided, Reasons.LowConfidence));

        var second = world.Truth[1];
        Assert.Equal(PresentationKind.TriedAgain, second.Kind);
        Assert.Equal((first.Item, first.Mass), (second.Item, second.Mass));
        Assert.NotEqual(lay.RotationDegrees, world.Visit!.Placed.RotationDegrees);
        Assert.True(Math.Abs(world.Visit.Placed.X) <= Math.Abs(lay.X) && Math.Abs(world.Visit.Placed.Y) <= Math.Abs(lay.Y));
        Assert.InRange(second.PresentedAt - first.PresentedAt, TimeSpan.Zero, RefusedPiece.Longest);
    }

    [Fact]
    public void No_one_tries_a_third_time()
    {
        var world = Refused(Again, 10, Outcome.Undecided, Reasons.LowConfidence);
        MoveOn(world, VisitPhase.Watching, Ready.Show(1, Outcome.Undecided, Reasons.LowConfidence));
        var index = world.Visit!.Index;

        MoveOn(world, VisitPhase.Watching, Ready.Show(2, Outcome.Undecided, Reasons.LowConfidence));

        Assert.NotEqual(index, world.Visit!.Index);
        Assert.Equal(PresentationKind.Brought, world.Visit.Kind);
    }

    [Fact]
    public void What_is_too_heavy_comes_again_without_its_contents()
    {
        var world = new SimulatedWorld(VisitPlan.Create(7, 40, Again with { OverweightShare = 1 }), new WorldOptions());
        var rig = new StationRig(world);
        rig.RunToEnd(TimeSpan.FromHours(2));

        var full = world.Truth.Where(static piece => piece.IsOverweight).ToList();
        Assert.Equal(40, world.Presented);
        Assert.True(full.Count > 5);
        Assert.All(full.Where(static piece => piece.Number < 40), piece =>
        {
            var (refused, emptied) = (rig.Records[piece.Number - 1], rig.Records[piece.Number]);
            Assert.Equal((Outcome.Rejected, Reasons.HeavierThanClass), (refused.Outcome, refused.Reasons[0]));
            Assert.Equal(Outcome.Accepted, emptied.Outcome);
            Assert.Equal(piece.Item, world.Truth[piece.Number].Item);
        });
    }

    [Theory]
    [InlineData("Rejected", "class_not_taken")]
    [InlineData("Accepted", null)]
    public void What_no_one_can_help_or_what_was_accepted_does_not_come_again(string outcome, string? reason)
    {
        var display = Ready.Show(1, Enum.Parse<Outcome>(outcome), reason);
        var world = Refused(Again, 2, display.Outcome, reason);

        MoveOn(world, VisitPhase.Watching, display);

        Assert.Equal(PresentationKind.Brought, world.Visit!.Kind);
    }

    /// <summary>A world in which the first visitor has just read the outcome.</summary>
    private static SimulatedWorld Refused(VisitOptions visits, int count, Outcome outcome, string? reason)
    {
        var world = new SimulatedWorld(VisitPlan.Create(3, count, visits), new WorldOptions());
        MoveOn(world, VisitPhase.Watching, Ready);
        world.Advance(world.Now + Step, Ready.Show(1, outcome, reason));
        Assert.NotEqual(VisitPhase.Watching, world.Phase);
        return world;
    }

    private static void MoveOn(SimulatedWorld world, VisitPhase to, StationDisplay display)
    {
        var limit = world.Now + TimeSpan.FromMinutes(5);
        do
        {
            world.Advance(world.Now + Step, display);
            Assert.True(world.Now < limit, $"{world.Phase} instead of {to}");
        }
        while (world.Phase != to);
    }
}
