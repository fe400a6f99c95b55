namespace StationAgent.Telemetry.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("outbox-").FullName;

    public string File => System.IO.Path.Combine(Path, "outbox.db");

    /// <summary>Copies all files as they are now, which is what a killed process would leave.</summary>
    public TemporaryFolder Snapshot()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path, "outbox.*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            System.IO.File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
