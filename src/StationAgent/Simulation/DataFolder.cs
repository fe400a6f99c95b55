namespace StationAgent.Simulation;

/// <summary>Where a simulation stores: a named folder that is kept, or a temporary one that is deleted at the end.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly bool _isTemporary;

    public DataFolder(string? named)
    {
        _isTemporary = named is null;
        Path = named ?? Directory.CreateTempSubdirectory("station-agent-").FullName;
    }

    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
