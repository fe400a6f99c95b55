using StationAgent.Contracts;
using StationAgent.Station;

namespace StationAgent.BinLevel;

/// <summary>Watches how full the bin is.</summary>
internal interface IBinWatch : IStationObserver
{
    /// <summary>The bin as <c>state/health</c> tells it.</summary>
    BinHealth Health { get; }

    /// <summary>Names who is told when the state of the bin changes.</summary>
    void TellOfHealth(Action onHealth);

    /// <summary>Watches until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
