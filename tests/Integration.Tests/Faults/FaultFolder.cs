namespace StationAgent.Integration.Tests.Faults;

/// <summary>A temporary folder with a place for a store and its book of acknowledgements.</summary>
internal sealed class FaultFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("station-faults-").FullName;

    public string Store => System.IO.Path.Combine(Path, "store");

    public string Ack => System.IO.Path.Combine(Path, "acknowledged");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
