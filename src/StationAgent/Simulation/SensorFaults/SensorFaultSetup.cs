using System.Collections.Immutable;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>What a run with failing sensors does differently from a plain one.</summary>
internal static class SensorFaultSetup
{
    /// <summary>Visitors who often take their piece back, late as well; with swaps and a late camera also some who exchange it.</summary>
    public static VisitOptions Visits(ImmutableArray<SensorFaultKind> kinds)
    {
        var often = kinds.Length == 1 ? 2 : 1;
        var cheats = kinds.Contains(SensorFaultKind.Swaps) ? often : 0;
        return new VisitOptions
        {
            TakesBackShare = 0.25,
            LatestTakeBack = 0.85,
            SwapsShare = 0.2 * cheats,
            AgainShare = 0.15 * cheats,

            // A camera that is behind shows the piece before when the next one has settled, if they come quickly enough.
            ChangesMindShare = kinds.Contains(SensorFaultKind.LateCamera) ? 0.15 * often : 0,
        };
    }

    /// <summary>Visitors who do not wait without end, so that a station that stays out of service does not end the run.</summary>
    public static WorldOptions World(WorldOptions plain) => plain with
    {
        Patience = TimeSpan.FromSeconds(30),
        QueuePatience = TimeSpan.FromMinutes(3),
    };
}
