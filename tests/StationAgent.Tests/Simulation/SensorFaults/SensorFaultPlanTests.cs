using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

public sealed class SensorFaultPlanTests
{
    [Fact]
    public void The_same_seed_brings_the_same_faults_and_another_seed_others()
    {
        Assert.Equal(Faults(3, SensorFaultKinds.All), Faults(3, SensorFaultKinds.All));
        Assert.NotEqual(Faults(3, SensorFaultKinds.All), Faults(4, SensorFaultKinds.All));
    }

    [Fact]
    public void Every_kind_comes_in_its_size()
    {
        var byKind = Faults(5, SensorFaultKinds.All).GroupBy(fault => fault.Kind).ToDictionary(group => group.Key, group => group.ToArray());

        // Swaps are done by the visitors.
        Assert.Equal(SensorFaultKinds.All.Remove(SensorFaultKind.Swaps), byKind.Keys.Order());
        Assert.All(byKind[SensorFaultKind.Gaps], gap => Assert.InRange(gap.Length.TotalSeconds, 0.3, 3));
        Assert.Contains(byKind[SensorFaultKind.Gaps], gap => gap.IsOfCamera);
        Assert.Contains(byKind[SensorFaultKind.Gaps], gap => gap is { Moment: FaultMoment.Laying, IsOfCamera: false } && -gap.Shift < gap.Length);
        Assert.Contains(byKind[SensorFaultKind.Gaps], gap => gap is { Moment: FaultMoment.Lifting, IsOfCamera: false } && -gap.Shift < gap.Length);
        Assert.All(byKind[SensorFaultKind.LateCamera], late => Assert.InRange(late.Size, 0, 4));
        Assert.All(byKind[SensorFaultKind.NegativeRest], rest => Assert.InRange(rest.Size, -500, -50));
        Assert.Equal([2, 5, 10, 20], byKind[SensorFaultKind.CoarseStep].Select(step => step.Size).Distinct().Order());
        Assert.Equal(
            [FaultMoment.Laying, FaultMoment.Lying, FaultMoment.Lifting], byKind[SensorFaultKind.StuckConverter].Select(fault => fault.Moment).Distinct().Order());
        Assert.All(byKind[SensorFaultKind.Gusts], gust => Assert.InRange(gust.Size, 3, 10));
    }

    [Fact]
    public void A_single_kind_comes_alone_in_most_visits()
    {
        var faults = Faults(5, [SensorFaultKind.Gusts]);
        Assert.InRange(faults.Count, 200, 250);
        Assert.All(faults, fault => Assert.Equal(SensorFaultKind.Gusts, fault.Kind));
        Assert.Empty(Faults(5, [SensorFaultKind.Swaps]));
    }

    private static List<PlannedFault> Faults(int seed, System.Collections.Immutable.ImmutableArray<SensorFaultKind> kinds)
    {
        var visits = VisitPlan.Create(seed, 300, SensorFaultSetup.Visits(kinds));
        var plan = new SensorFaultPlan(seed, kinds);
        return [.. Enumerable.Range(0, 300).SelectMany(index => plan.Of(visits[index]))];
    }
}
