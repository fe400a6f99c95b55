namespace StationAgent.Station;

/// <summary>A task of the station that is a method of a part which knows nothing of the station.</summary>
/// <param name="run">The method.</param>
internal sealed class StationTask(Func<CancellationToken, Task> run) : IStationTask
{
    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => run(cancellationToken);
}
