using CsCheck;
using StationAgent.DropOff;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

/// <summary>Visitors who replace an accepted piece or present it again.</summary>
public sealed class CheatingVisitorTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Window = new WorldOptions().WithdrawalWindow;
    private static readonly VisitOptions Swaps = new() { TakesBackShare = 0, OverweightShare = 0, SwapsShare = 1, LatestTakeBack = 0.85 };
    private static readonly VisitOptions Again = new() { TakesBackShare = 0, OverweightShare = 0, AgainShare = 1 };

    [Fact]
    public void A_piece_is_replaced_inside_its_window_by_quick_hands() =>
        Gen.Int[0, 999_999].Sample(seed =>
        {
            var (platform, acceptedAt) = Accepted(seed, Swaps);
            platform.Until(world => world.LastLifted is not null);
            var lifted = platform.World.LastLifted!.Value;
            Assert.Equal(1, lifted.Number);
            Assert.InRange((lifted.At - acceptedAt).TotalSeconds, 0.5, 0.85 * Window.TotalSeconds);

            platform.Until(world => world.Presented == 2);
            var (first, second) = (platform.World.Truth[0], platform.World.Truth[1]);
            Assert.Equal((true, PresentationKind.SwappedIn), (first.IsSwapped, second.Kind));
            Assert.NotSame(first.Item, second.Item);
            Assert.InRange((second.PresentedAt - lifted.At).TotalSeconds, 0.5, 1.7);
        });

    [Fact]
    public void Swaps_bring_pieces_of_the_same_mass_foreign_things_and_others()
    {
        var plan = VisitPlan.Create(7, 200, Swaps);
        var pairs = Enumerable.Range(0, 200).Select(index => plan[index]).Select(visit => (visit.Mass, Next: visit.Next!)).ToArray();

        var ofSameMass = pairs.Where(pair => Math.Abs(pair.Mass.Value - pair.Next.Mass.Value) <= 3).ToArray();
        Assert.InRange(ofSameMass.Length, 100, 160);
        Assert.Contains(ofSameMass, pair => pair.Next.Placed.Item.Kind.IsForeign);
        Assert.Contains(ofSameMass, pair => pair.Next.Placed.Item.Class == "packaging/carton/intact");
    }

    [Fact]
    public void A_piece_that_is_presented_again_in_view_never_leaves_it_and_another_does() =>
        Gen.Int[0, 999_999].Sample(seed =>
        {
            var (platform, acceptedAt) = Accepted(seed, Again);
            platform.Until(world => world.LastLifted is not null);
            Assert.True(platform.World.LastLifted!.Value.At > acceptedAt + Window);
            var isInView = true;
            platform.Until(world =>
            {
                isInView &= world.Scene.Hand?.Carried is not null || world.Scene.Items.Length > 0;
                return world.Presented == 2;
            });

            var (first, second) = (platform.World.Truth[0], platform.World.Truth[1]);
            Assert.Same(first.Item, second.Item);
            Assert.Equal(isInView ? PresentationKind.AgainInView : PresentationKind.BroughtAgain, second.Kind);
        });

    [Fact]
    public void A_visitor_who_changes_mind_replaces_the_piece_before_an_outcome_can_come() =>
        Gen.Int[0, 999_999].Sample(seed =>
        {
            var platform = new Platform(seed, new VisitOptions { TakesBackShare = 0, OverweightShare = 0, ChangesMindShare = 1 });
            platform.Until(world => world.Presented == 2);
            var (first, second) = (platform.World.Truth[0], platform.World.Truth[1]);
            Assert.Equal((true, true, PresentationKind.SwappedIn), (first.IsSwapped, first.IsTakenEarly, second.Kind));
            Assert.InRange((second.PresentedAt - first.PresentedAt).TotalSeconds, 1.6, 4.2);
        });

    [Fact]
    public void A_refused_piece_is_neither_replaced_nor_presented_again()
    {
        foreach (var visits in (VisitOptions[])[Swaps, Again])
        {
            var platform = new Platform(3, visits, Outcome.Rejected);
            platform.Until(world => world.IsFinished);
            Assert.Equal(1, platform.World.Presented);
        }
    }

    [Fact]
    public void A_visitor_with_patience_goes_away_from_a_station_that_is_not_ready()
    {
        var world = new SimulatedWorld(VisitPlan.Create(3, 2, new VisitOptions()), new WorldOptions { QueuePatience = TimeSpan.FromSeconds(20) });
        for (var at = Step; at < TimeSpan.FromMinutes(1); at += Step)
        {
            world.Advance(at, new StationDisplay(StationStatus.OutOfService));
        }

        Assert.True(world.IsFinished);
        Assert.Equal((0, 2), (world.Presented, world.TurnedAway));
    }

    private static (Platform Platform, TimeSpan AcceptedAt) Accepted(int seed, VisitOptions visits)
    {
        var platform = new Platform(seed, visits);
        platform.Until(world => world.Phase == VisitPhase.Watching);
        return (platform, platform.World.Now);
    }

    /// <summary>A platform at a station that is always ready and answers as soon as a visitor waits for it.</summary>
    private sealed class Platform(int seed, VisitOptions visits, Outcome outcome = Outcome.Accepted)
    {
        private StationDisplay _display = new(StationStatus.Ready);

        public SimulatedWorld World { get; } = new(VisitPlan.Create(seed, 1, visits), new WorldOptions());

        public void Until(Func<SimulatedWorld, bool> isSo)
        {
            for (var end = World.Now + TimeSpan.FromMinutes(2); !isSo(World);)
            {
                Assert.True(World.Now < end, $"still {World.Phase}");
                _display = World.Phase == VisitPhase.Watching ? _display.Show(World.Presented, outcome) : _display;
                World.Advance(World.Now + Step, _display);
            }
        }
    }
}
