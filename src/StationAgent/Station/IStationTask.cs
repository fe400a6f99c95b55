namespace StationAgent.Station;

/// <summary>Something that runs as long as the station does. When one of them ends before it is cancelled, the agent stops, because a station with only some of its parts would report wrong things.</summary>
internal interface IStationTask
{
    /// <summary>Runs until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
