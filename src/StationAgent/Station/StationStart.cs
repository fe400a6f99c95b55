using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>What a station knows when it starts.</summary>
/// <param name="Faults">The parts that count as failed until they deliver.</param>
/// <param name="Owed">The amendment of the last drop-off before the start; null for none.</param>
/// <param name="Zero">The zero of the previous run; null when there is none that can be used.</param>
internal sealed record StationStart(FaultSet Faults, Amendment? Owed, KeptZero? Zero)
{
    /// <summary>True when a maintenance of the previous run was not ended.</summary>
    public bool IsInMaintenance { get; init; }
}
