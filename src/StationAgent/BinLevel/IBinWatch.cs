using StationAgent.Contracts;
using StationAgent.Station;
using StationAgent.Station.Reporting;

namespace StationAgent.BinLevel;

/// <summary>Watches how full the bin is.</summary>
internal interface IBinWatch : IStationObserver, IHealthSource, IStationTask
{
    /// <summary>The bin as <c>state/health</c> reports it.</summary>
    BinHealth Health { get; }
}
