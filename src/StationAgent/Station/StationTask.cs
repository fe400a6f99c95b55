namespace StationAgent.Station;

/// <summary>Makes a method of a part into a task of the station, without the part depending on the station.</summary>
/// <param name="run">The method.</param>
internal sealed class StationTask(Func<CancellationToken, Task> run) : IStationTask
{
    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => run(cancellationToken);
}
