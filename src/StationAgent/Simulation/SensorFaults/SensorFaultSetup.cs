using System.Collections.Immutable;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>What a run with failing sensors does differently from a plain one.</summary>
internal static class SensorFaultSetup
{
    /// <summary>Visitors who often take their piece back, late as well; with swaps also some who cheat.</summary>
    public static VisitOptions Visits(ImmutableArray<SensorFaultKind> kinds)
    {
        var cheats = kinds.Contains(SensorFaultKind.Swaps) ? kinds.Length == 1 ? 2 : 1 : 0;
        return new VisitOptions
        {
            TakesBackShare = 0.25,
            LatestTakeBack = 0.85,
            SwapsShare = 0.2 * cheats,
            AgainShare = 0.15 * cheats,
        };
    }

    /// <summary>Visitors who do not wait without end, so that a station that stays out of service does not end the run.</summary>
    public static WorldOptions World(WorldOptions plain) => plain with
    {
        Patience = TimeSpan.FromSeconds(30),
        QueuePatience = TimeSpan.FromMinutes(3),
    };
}
