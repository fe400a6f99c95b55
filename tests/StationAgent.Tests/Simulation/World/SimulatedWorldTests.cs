using CsCheck;
using StationAgent.DropOff;
using StationAgent.Simulation.World;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

public sealed class SimulatedWorldTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly VisitOptions Plain = new() { TakesBackShare = 0, OverweightShare = 0 };
    private static readonly StationDisplay Ready = new(StationStatus.Ready);
    private static readonly StationDisplay Busy = new(StationStatus.Busy);

    [Fact]
    public void A_visitor_waits_for_the_station_to_be_ready()
    {
        var world = World(1, 1, Plain);

        Assert.All(Watch(world, Busy, TimeSpan.FromMinutes(5)), seen => Assert.Equal((0.0, false), (seen.Load, seen.Hand)));
        Assert.Equal(VisitPhase.Waiting, world.Phase);
        Assert.Equal(TimeSpan.MaxValue, world.NextChange);

        Watch(world, Ready, TimeSpan.FromSeconds(6));
        Assert.Equal(1, world.Presented);
    }

    [Fact]
    public void The_hand_is_seen_before_the_mass_moves_and_gone_after_it_lies() =>
        Gen.Int[0, 999_999].Sample(seed =>
        {
            var world = World(seed, 1, Plain);
            var seen = Watch(world, Ready, TimeSpan.FromSeconds(10));

            var hand = seen.First(one => one.Hand).At;
            var moved = seen.First(one => one.Load > 0).At;
            var gone = seen.Last(one => one.Hand).At + Step;
            Assert.InRange((moved - hand).TotalSeconds, 0.5, 1.6);
            Assert.Equal(world.Truth[0].PresentedAt.TotalSeconds, moved.TotalSeconds, tolerance: 0.06);
            Assert.All(seen.Where(one => one.At >= gone), one => Assert.Equal(world.Truth[0].Mass.Value, one.Load));

            // Once the hand lets go nothing disturbs the scale, and the hand is out of the picture before the load can have settled.
            var lastDisturbed = seen.Last(one => one.At >= moved && one.Load != world.Truth[0].Mass.Value).At;
            Assert.InRange((gone - lastDisturbed).TotalSeconds, 0.29, 0.53);
        });

    [Fact]
    public void A_visitor_holds_the_piece_back_when_the_station_is_not_ready()
    {
        var world = World(3, 1, Plain);
        while (world.Phase != VisitPhase.Reaching)
        {
            world.Advance(world.Now + Step, Ready);
        }

        Assert.All(
            Watch(world, new StationDisplay(StationStatus.OutOfService), TimeSpan.FromMinutes(1)),
            seen => Assert.Equal(0, seen.Load));
        Assert.Null(world.Scene.Hand);
        Assert.Equal(0, world.Presented);

        Watch(world, Ready, TimeSpan.FromSeconds(5));
        Assert.Equal(1, world.Presented);
    }

    [Fact]
    public void A_refused_piece_is_taken_away_by_a_hand_seen_before_it_leaves()
    {
        var world = Presented(5, Plain);

        var seen = Watch(world, Busy.Show(1, Outcome.Rejected), TimeSpan.FromSeconds(8));

        Assert.True(world.IsFinished);
        Assert.Equal(0, world.TrueLoad);
        Assert.Empty(world.Scene.Items);
        var lifted = seen.First(one => one.Load < world.Truth[0].Mass.Value).At;
        Assert.Contains(seen, one => one.Hand && one.At < lifted - TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public void An_accepted_piece_is_conveyed_off_after_the_window_and_not_before() =>
        Gen.Int[0, 999_999].Sample(seed =>
        {
            var world = Presented(seed, Plain);
            var shownAt = world.Now;

            var seen = Watch(world, Busy.Show(1, Outcome.Accepted), TimeSpan.FromSeconds(12));

            Assert.InRange((seen.First(one => one.Load < world.Truth[0].Mass.Value).At - shownAt).TotalSeconds, 5.5, 9);
            Assert.True(world.IsFinished);
            Assert.Empty(world.Scene.Items);
            Assert.DoesNotContain(seen, one => one.Hand);
        });

    [Fact]
    public void A_piece_that_is_taken_back_is_gone_well_inside_the_window() =>
        Gen.Select(Gen.Int[0, 999_999], Gen.Double[3, 30]).Sample((seed, seconds) =>
        {
            var window = TimeSpan.FromSeconds(seconds);
            var world = Presented(seed, Plain with { TakesBackShare = 1 }, new WorldOptions { WithdrawalWindow = window });
            var shownAt = world.Now;

            var seen = Watch(world, Busy.Show(1, Outcome.Accepted), window);

            Assert.True(world.Truth[0].IsTakenBack);
            Assert.InRange((seen.First(one => one.Load == 0).At - shownAt) / window, 0.1, 0.65);
        });

    [Fact]
    public void A_visitor_without_an_outcome_loses_patience_and_takes_the_piece_away()
    {
        var world = Presented(5, Plain, new WorldOptions { Patience = TimeSpan.FromSeconds(20) });

        Assert.All(Watch(world, Busy, TimeSpan.FromSeconds(19)), seen => Assert.NotEqual(0, seen.Load));
        Watch(world, Busy, TimeSpan.FromSeconds(5));

        Assert.True(world.IsFinished);
        Assert.Equal(0, world.TrueLoad);
    }

    [Fact]
    public void A_visitor_ignores_the_outcome_of_the_previous_piece()
    {
        var world = World(8, 1, Plain);

        Watch(world, Ready.Show(7, Outcome.Accepted), TimeSpan.FromSeconds(20));

        Assert.Equal(VisitPhase.Watching, world.Phase);
    }

    [Fact]
    public void The_step_size_of_the_world_changes_nothing() =>
        Gen.Select(Gen.Int[0, 999_999], Gen.Int[1, 400], Gen.Int[1, 400]).Sample((seed, one, other) =>
        {
            var options = Plain with { TakesBackShare = 0.3 };
            var (first, second) = (World(seed, 3, options), World(seed, 3, options));
            for (var second5 = 1; second5 <= 15; second5++)
            {
                var display = new StationDisplay(StationStatus.Ready, second5 / 2, (Outcome)(second5 % 3));
                var to = TimeSpan.FromSeconds(second5 * 5);
                MoveOn(first, to, TimeSpan.FromMilliseconds(one), display);
                MoveOn(second, to, TimeSpan.FromMilliseconds(other), display);
                Assert.Equal((first.Phase, first.TrueLoad, first.Presented), (second.Phase, second.TrueLoad, second.Presented));
                Assert.Equal(first.Scene.Hand, second.Scene.Hand);
            }

            Assert.Equal(first.Truth, second.Truth);
        });

    [Fact]
    public void Nothing_changes_before_the_announced_next_change() =>
        Gen.Int[0, 999_999].Sample(seed =>
        {
            var world = World(seed, 2, Plain);
            for (var step = 0; step < 2_000; step++)
            {
                var display = new StationDisplay(StationStatus.Ready, step / 300, Outcome.Accepted);
                world.Advance(world.Now, display);
                var (until, load, scene) = (world.NextChange, world.TrueLoad, world.Scene);
                world.Advance(world.Now + TimeSpan.FromMilliseconds(20), display);
                if (world.Now < until)
                {
                    Assert.Equal(load, world.TrueLoad);
                    Assert.Same(scene, world.Scene);
                }
            }
        });

    [Fact]
    public void Pieces_pile_up_in_a_bin_until_it_is_emptied()
    {
        var world = World(2, 5, Plain, new WorldOptions { Bin = true, BinPieces = 3 });
        var loads = new List<double>();
        for (var number = 1; number <= 4; number++)
        {
            while (world.Phase != VisitPhase.Watching)
            {
                world.Advance(world.Now + Step, Ready);
            }

            loads.Add(world.TrueLoad);
            Assert.Equal(number == 4 ? 1 : number, world.Scene.Items.Length);
            world.Advance(world.Now + Step, Ready.Show(number, Outcome.Accepted));
        }

        var masses = world.Truth.Select(truth => truth.Mass.Value).ToArray();
        Assert.Equal([masses[0], masses[0] + masses[1], masses[0] + masses[1] + masses[2], masses[3]], loads);
    }

    [Fact]
    public void A_full_bin_is_not_emptied_inside_the_last_withdrawal_window()
    {
        var world = World(2, 1, Plain, new WorldOptions { Bin = true, BinPieces = 1 });
        Watch(world, Ready, TimeSpan.FromSeconds(10));
        var accepted = Ready.Show(1, Outcome.Accepted);

        Assert.All(Watch(world, accepted, TimeSpan.FromSeconds(7)), seen => Assert.Equal(world.Truth[0].Mass.Value, seen.Load));
        Watch(world, accepted, TimeSpan.FromSeconds(6));

        Assert.True(world.IsFinished);
        Assert.Equal(0, world.TrueLoad);
    }

    [Fact]
    public void Every_visit_of_a_plan_comes_and_an_endless_plan_keeps_no_records()
    {
        var ended = World(2, 4, Plain);
        var endless = new SimulatedWorld(VisitPlan.Endless(2, Plain), new WorldOptions());
        for (var at = TimeSpan.Zero; at < TimeSpan.FromMinutes(5); at += Step)
        {
            ended.Advance(at, Ready.Show(at.Ticks, Outcome.Rejected));
            endless.Advance(at, Ready.Show(at.Ticks, Outcome.Rejected));
        }

        Assert.True(ended.IsFinished);
        Assert.Equal([1, 2, 3, 4], ended.Truth.Select(truth => truth.Number));
        Assert.True(endless.Presented > 10);
        Assert.Empty(endless.Truth);
        Assert.Equal(endless.Presented, endless.LastPresented!.Number);
    }

    [Fact]
    public void Moving_on_allocates_nothing_while_nothing_happens()
    {
        var world = World(2, 1, Plain);
        var physics = new ScalePhysics(1, new SimulatedScaleOptions());
        Sample(1_000);

        Assert.Equal(0, Allocations.Least(() => Sample(10_000)));

        void Sample(int count)
        {
            for (var index = 0; index < count; index++)
            {
                world.Advance(world.Now + Step, Busy);
                physics.Sample(world.Now, world.TrueLoad);
            }
        }
    }

    private static SimulatedWorld World(int seed, int count, VisitOptions visits, WorldOptions? options = null) =>
        new(VisitPlan.Create(seed, count, visits), options ?? new WorldOptions());

    /// <summary>A world in which the only piece lies on the platform and the visitor waits for the outcome.</summary>
    private static SimulatedWorld Presented(int seed, VisitOptions visits, WorldOptions? options = null)
    {
        var world = World(seed, 1, visits, options);
        while (world.Phase != VisitPhase.Watching)
        {
            world.Advance(world.Now + Step, Ready);
        }

        return world;
    }

    private static List<(TimeSpan At, double Load, bool Hand)> Watch(SimulatedWorld world, StationDisplay display, TimeSpan length)
    {
        var seen = new List<(TimeSpan, double, bool)>();
        for (var end = world.Now + length; world.Now < end;)
        {
            world.Advance(world.Now + Step, display);
            seen.Add((world.Now, world.TrueLoad, world.Scene.Hand is not null));
        }

        return seen;
    }

    private static void MoveOn(SimulatedWorld world, TimeSpan to, TimeSpan step, StationDisplay display)
    {
        for (var at = world.Now + step; at < to; at += step)
        {
            world.Advance(at, display);
        }

        world.Advance(to, display);
    }
}
