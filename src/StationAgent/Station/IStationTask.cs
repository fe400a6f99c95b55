namespace StationAgent.Station;

/// <summary>Something that runs as long as the station does. When one of them ends before it is told to, the agent stops: a station that runs in part would lie.</summary>
internal interface IStationTask
{
    /// <summary>Runs until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
