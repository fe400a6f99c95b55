using StationAgent.Configuration;
using StationAgent.Hosting;

namespace StationAgent.Tests.Configuration;

/// <summary>Configurations in a folder of their own.</summary>
internal sealed class TestSources : IDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private string? _file;

    public string Folder { get; } = Directory.CreateTempSubdirectory("station-agent-").FullName;

    public static ConfigurationResult<AgentOptions> OfText(string text)
    {
        using var sources = new TestSources();
        return sources.WithFile(text).Load();
    }

    public TestSources WithDefaults(string text)
    {
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), text);
        return this;
    }

    public TestSources WithFile(string text)
    {
        _file = Path.Combine(Folder, "station.json");
        File.WriteAllText(_file, text);
        return this;
    }

    public TestSources WithVariable(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    public ConfigurationResult<AgentOptions> Load()
    {
        if (_file is null)
        {
            // The machine's own configuration must not take part.
            WithFile("{}");
        }

        return AgentOptions.Load(new ConfigurationSources(Folder, _file, _environment));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
