namespace StationAgent.Configuration;

/// <summary>Something in the configuration that keeps the agent from starting.</summary>
/// <param name="Path">Full path of the key; empty when a whole file is at fault.</param>
/// <param name="Source">Where it is: file and line, or the name of an environment variable; null for a key that no source gives.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record ConfigurationProblem(string Path, string? Source, string Message)
{
    /// <summary>The failure of the file system behind it; null when there is none.</summary>
    public Exception? Cause { get; init; }

    /// <summary>One line that begins with the place, as <c>station.json:12: Mqtt:Port: expected …</c>, so that an editor can jump there.</summary>
    public override string ToString()
    {
        var place = Source is null ? "" : $"{Source}: ";
        return Path.Length == 0 || Message.Contains($"'{Path}'", StringComparison.Ordinal) ? place + Message : $"{place}{Path}: {Message}";
    }
}
