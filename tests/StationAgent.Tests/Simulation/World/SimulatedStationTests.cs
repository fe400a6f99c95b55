using CsCheck;
using StationAgent.DropOff;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

/// <summary>The world against the station's own weighing and machine.</summary>
public sealed class SimulatedStationTests
{
    private static readonly TimeSpan PerVisit = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_piece_becomes_one_record_and_every_withdrawal_one_amendment(bool bin) =>
        Gen.Select(Gen.Int[0, 999_999], Gen.Double[10, 80]).Sample(
            (seed, rate) =>
            {
                var rig = Run(seed, 12, new VisitOptions { TakesBackShare = 0.25 }, bin, new SimulatedScaleOptions { Rate = rate });

                Assert.Equal(12, rig.World.Truth.Count);
                Assert.Equal(12, rig.Records.Count);
                foreach (var (truth, record) in rig.World.Truth.Zip(rig.Records))
                {
                    Assert.Equal(truth.Mass.Value, record.Mass!.Value.Mass.Value, tolerance: bin ? 4 : 2);
                    Assert.InRange((record.PresentedAt - truth.PresentedAt).TotalSeconds, 0, 0.7);
                    var isAmended = rig.Amendments.Contains(($"event-{record.Number}", AmendmentChange.Withdrawn));
                    Assert.Equal(truth.IsTakenBack && record.Outcome == Outcome.Accepted, isAmended);
                }

                Assert.Equal(rig.Amendments.Count, rig.Amendments.Distinct().Count());
            },
            iter: 40);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_hand_is_out_of_the_picture_before_the_pictures_are_taken(bool bin) =>
        Gen.Int[0, 999_999].Sample(
            seed => Assert.All(
                Run(seed, 12, new VisitOptions(), bin).ClearBeforeCapture,
                clear => Assert.True(clear > TimeSpan.FromMilliseconds(250), $"a hand was in the picture {clear.TotalSeconds} s before")),
            iter: 40);

    [Fact]
    public void A_hand_that_only_leans_on_the_platform_is_not_a_drop_off()
    {
        var rig = Run(4, 10, new VisitOptions { TouchesOnlyShare = 1 });

        Assert.Empty(rig.Records);
        Assert.Equal(0, rig.World.Presented);
    }

    [Fact]
    public void A_carton_that_still_holds_goods_is_refused_and_taken_away()
    {
        var rig = Run(4, 12, new VisitOptions { OverweightShare = 1 });

        var full = rig.World.Truth.Zip(rig.Records).Where(pair => pair.First.IsOverweight).ToArray();
        Assert.NotEmpty(full);
        Assert.All(full, pair => Assert.NotEqual(Outcome.Accepted, pair.Second.Outcome));
        Assert.Equal(0, rig.World.TrueLoad);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_refused_piece_left_on_the_platform_does_not_block_the_station_permanently(bool bin)
    {
        var rig = Run(6, 24, new VisitOptions { LeavesRefusedShare = 1 }, bin);

        Assert.Equal(24, rig.Records.Count);
        Assert.Contains(rig.Records, record => record.Outcome == Outcome.Rejected);
    }

    [Fact]
    public void The_same_seed_gives_the_same_records()
    {
        Assert.Equal(Numbers(), Numbers());

        static IEnumerable<(TimeSpan, double, Outcome)> Numbers() => Run(9, 12, new VisitOptions()).Records
            .Select(record => (record.PresentedAt, record.Mass!.Value.Mass.Value, record.Outcome));
    }

    private static StationRig Run(int seed, int count, VisitOptions visits, bool bin = false, SimulatedScaleOptions? scale = null)
    {
        var world = new SimulatedWorld(VisitPlan.Create(seed, count, visits), new WorldOptions { Bin = bin, PlatformSeed = seed });
        var rig = new StationRig(world, bin, scale, seed);
        rig.RunToEnd(count * PerVisit);
        return rig;
    }
}
