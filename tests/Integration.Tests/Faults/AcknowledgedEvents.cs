namespace StationAgent.Integration.Tests.Faults;

/// <summary>The events that were acknowledged as durable.</summary>
internal sealed class AcknowledgedEvents(string path)
{
    public string Path => path;

    /// <summary>One more than the highest id that was acknowledged.</summary>
    public long Length => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>All ids that were acknowledged.</summary>
    public IReadOnlyList<long> Ids()
    {
        var ids = new List<long>();
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        for (var id = 0; id < bytes.Length; id++)
        {
            if (bytes[id] == 1)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
