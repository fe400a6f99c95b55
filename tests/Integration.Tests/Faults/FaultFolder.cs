namespace StationAgent.Integration.Tests.Faults;

/// <summary>A temporary folder for a store and its file of acknowledgements.</summary>
internal sealed class FaultFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("station-faults-").FullName;

    public string Store => System.IO.Path.Combine(Path, "store");

    public string Ack => System.IO.Path.Combine(Path, "acknowledged");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
