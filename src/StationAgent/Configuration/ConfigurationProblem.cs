using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Configuration;

/// <summary>Something in the configuration that keeps the agent from starting.</summary>
internal sealed record ConfigurationProblem
{
    /// <summary>The failure of the file system behind it; null when there is none.</summary>
    public Exception? Cause { get; init; }

    public ConfigurationProblem(string path, string? source, string message) =>
        (Path, Source, Message) = (AddressText.Hide(path), source, AddressText.Hide(message));

    /// <summary>Full path of the key; empty when a whole file is at fault. A key that is an address by mistake is without its password.</summary>
    public string Path { get; }

    /// <summary>Where it is: file and line, or the name of an environment variable; null for a key that no source gives.</summary>
    public string? Source { get; }

    /// <summary>What is wrong and what would be right. A value that it repeats may be an address with a password, which is left out.</summary>
    public string Message { get; }

    /// <summary>One line that begins with the place, as <c>station.json:12: Mqtt:Port: expected …</c>, so that an editor can jump there.</summary>
    public override string ToString()
    {
        var place = Source is null ? "" : $"{Source}: ";
        return Path.Length == 0 || Message.Contains($"'{Path}'", StringComparison.Ordinal) ? place + Message : $"{place}{Path}: {Message}";
    }
}
