using System.Collections.Immutable;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>Which faults come with which visit: a pure function of the seed, the kinds and the visit.</summary>
/// <param name="seed">The same seed gives the same faults.</param>
/// <param name="kinds">The kinds that may come.</param>
internal sealed class SensorFaultPlan(int seed, ImmutableArray<SensorFaultKind> kinds)
{
    private const ulong CountPurpose = 300;
    private const ulong KindPurpose = 301;

    // Each kind draws its numbers from a range of its own.
    private const ulong FirstPurpose = 310;
    private const ulong PurposesPerKind = 10;

    private static readonly double[] Steps = [2, 5, 10, 20];

    private readonly ulong _seed = (ulong)seed;
    private readonly ImmutableArray<SensorFaultKind> _kinds = [.. kinds.Where(kind => kind != SensorFaultKind.Swaps)];

    /// <summary>The faults of a visit: none in a quarter of the visits, two in a fifth.</summary>
    public ImmutableArray<PlannedFault> Of(Visit visit)
    {
        var place = (ulong)visit.Index;
        var share = SeededRandom.Unit(_seed, place, CountPurpose);
        var count = Math.Min(share < 0.25 ? 0 : share < 0.8 ? 1 : 2, _kinds.Length);
        var first = _kinds.IsEmpty ? 0 : SeededRandom.Below(_seed, place, KindPurpose, _kinds.Length);
        return count switch
        {
            0 => [],
            1 => [Plan(_kinds[first], visit)],
            _ => [Plan(_kinds[first], visit), Plan(_kinds[(first + 1 + SeededRandom.Below(_seed, place, KindPurpose + 1, _kinds.Length - 1)) % _kinds.Length], visit)],
        };
    }

    private PlannedFault Plan(SensorFaultKind kind, Visit visit)
    {
        var place = (ulong)visit.Index;
        var purpose = FirstPurpose + ((ulong)kind * PurposesPerKind);
        return kind switch
        {
            SensorFaultKind.Gaps => PlanGap(visit),
            SensorFaultKind.LateCamera => new(kind, FaultMoment.Coming, default, Seconds(1, 10, 60), Between(2, 0, 4)),
            SensorFaultKind.NegativeRest => new(kind, FaultMoment.Coming, default, Seconds(1, 10, 60), -Between(2, 50, 500)),
            SensorFaultKind.CoarseStep => new(
                kind, FaultMoment.Coming, default, Seconds(1, 20, 60), Steps[SeededRandom.Below(_seed, place, purpose + 2, Steps.Length)]),
            SensorFaultKind.StuckConverter => SeededRandom.Below(_seed, place, purpose, 3) switch
            {
                0 => new(kind, FaultMoment.Laying, Seconds(1, -3, -0.1), Seconds(2, 5, 40)),
                1 => new(kind, FaultMoment.Lying, Seconds(1, 0.1, 1), Seconds(2, 4, 20)),
                _ => new(kind, FaultMoment.Lifting, Seconds(1, -0.6, 0), Seconds(2, 3, 20)),
            },
            SensorFaultKind.Gusts => new(
                kind,
                SeededRandom.Below(_seed, place, purpose, 2) == 0 ? FaultMoment.Laying : FaultMoment.Lying,
                Seconds(1, -1, 1),
                Seconds(2, 3, 12),
                Between(3, 3, 10),
                Between(4, 0.15, 0.6)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "does not fail by plan"),
        };

        double Between(ulong part, double low, double high) => SeededRandom.Between(_seed, place, purpose + part, low, high);
        TimeSpan Seconds(ulong part, double low, double high) => TimeSpan.FromSeconds(Between(part, low, high));
    }

    /// <summary>Most holes fall on a moment at which the load moves: they begin before it by a part of their length.</summary>
    private PlannedFault PlanGap(Visit visit)
    {
        var place = (ulong)visit.Index;
        var purpose = FirstPurpose + ((ulong)SensorFaultKind.Gaps * PurposesPerKind);
        var choice = SeededRandom.Unit(_seed, place, purpose);
        var length = TimeSpan.FromSeconds(SeededRandom.Between(_seed, place, purpose + 1, 0.3, 3));
        var before = -length * SeededRandom.Unit(_seed, place, purpose + 2);
        var isTakenBack = visit.Intent is VisitorIntent.TakesBack or VisitorIntent.Swaps;
        return choice switch
        {
            < 0.6 when isTakenBack => new(SensorFaultKind.Gaps, FaultMoment.Lifting, before, length),
            < 0.45 => new(SensorFaultKind.Gaps, FaultMoment.Laying, before, length),
            < 0.7 => new(SensorFaultKind.Gaps, FaultMoment.Lying, -before, length),
            _ => new(SensorFaultKind.Gaps, choice < 0.85 ? FaultMoment.Laying : FaultMoment.Lying, before, length) { IsOfCamera = true },
        };
    }
}
