using CsCheck;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

public sealed class VisitPlanTests
{
    [Fact]
    public void The_same_seed_brings_the_same_visits_and_another_seed_others() =>
        Gen.Int[0, 999_998].Sample(seed =>
        {
            Assert.Equal(Visits(seed, 20), Visits(seed, 20));
            Assert.NotEqual(Visits(seed, 20), Visits(seed + 1, 20));
        });

    [Fact]
    public void A_longer_plan_begins_like_a_shorter_one() => Assert.Equal(Visits(5, 10), Visits(5, 40).Take(10));

    [Fact]
    public void Twelve_visits_show_every_kind() =>
        Gen.Int[0, 999_999].Sample(seed =>
            Assert.Equal(PieceCatalogue.Shipped.Kinds.ToHashSet(), Visits(seed, 12).Select(visit => visit.Placed.Item.Kind).ToHashSet()));

    [Fact]
    public void Kinds_come_as_often_as_their_shares_say()
    {
        var pieces = new CataloguePieces(3, Catalogues.Of(("bag", 3), ("box", 1)), 12);

        var kinds = Enumerable.Range(0, 400).CountBy(index => pieces.Piece(index).Class).ToDictionary();

        Assert.Equal(new Dictionary<string, int> { ["bag"] = 300, ["box"] = 100 }, kinds);
    }

    [Fact]
    public void Every_piece_has_a_simulator_seed_is_heavy_enough_and_fits_the_platform() =>
        Gen.Int[0, 999_999].Sample(seed => Assert.All(Visits(seed, 24), visit =>
        {
            var (item, x, y, turn) = visit.Placed;
            Assert.InRange(item.Seed, 0, SceneSeeds.SimulatorEnd - 1);
            Assert.InRange(visit.SleeveSeed, 0, SceneSeeds.SimulatorEnd - 1);
            Assert.True(item.MassGrams >= new VisitOptions().LightestGrams);
            var (sine, cosine) = Math.SinCos(Math.Abs(turn) * Math.PI / 180);
            var across = (item.LengthMm * cosine) + (item.WidthMm * sine);
            var deep = (item.LengthMm * sine) + (item.WidthMm * cosine);
            Assert.True(Math.Abs(x) + (across / 2) <= PlatformSize.WidthMm / 2, $"{item.Name} at {x} mm sticks out");
            Assert.True(Math.Abs(y) + (deep / 2) <= PlatformSize.DepthMm / 2, $"{item.Name} at {y} mm sticks out");
        }));

    [Fact]
    public void Shares_of_visitors_hold()
    {
        var options = new VisitOptions { TakesBackShare = 0.1, TouchesOnlyShare = 0.2, LeavesRefusedShare = 0.5 };

        var visits = Visits(11, 1_000, options);

        Assert.InRange(visits.Count(visit => visit.Intent == VisitorIntent.TouchesOnly), 195, 205);
        Assert.InRange(visits.Count(visit => visit.Intent == VisitorIntent.TakesBack), 60, 105);
        Assert.InRange(visits.Count(visit => visit.LeavesRefused), 495, 505);
    }

    [Fact]
    public void Only_intact_cartons_hold_goods_far_heavier_than_a_carton()
    {
        var full = Visits(11, 1_000, new VisitOptions { OverweightShare = 0.3 }).Where(visit => visit.Contents.Value > 0).ToArray();

        Assert.InRange(full.Length, 60, 140);
        Assert.All(full, visit => Assert.Equal("packaging/carton/intact", visit.Placed.Item.Class));
        Assert.All(full, visit => Assert.True(visit.Mass.Value > 1_200));
    }

    [Fact]
    public void Visitors_come_at_the_rate_that_is_asked_for()
    {
        var visits = Visits(2, 4_000, new VisitOptions { VisitsPerHour = 120 });

        Assert.Equal(30, visits.Average(visit => visit.Timing.Gap.TotalSeconds), tolerance: 1.5);
    }

    private static Visit[] Visits(int seed, int count, VisitOptions? options = null)
    {
        var plan = VisitPlan.Create(seed, count, options ?? new VisitOptions());
        return [.. Enumerable.Range(0, count).Select(index => plan[index])];
    }
}
