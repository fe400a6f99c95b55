namespace StationAgent.Configuration;

/// <summary>Something in the configuration that keeps the agent from starting.</summary>
/// <param name="Path">Full path of the key; empty when a whole file is at fault.</param>
/// <param name="Source">Where it stands: file and line, or the name of an environment variable.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record ConfigurationProblem(string Path, string Source, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"{Source}: {Message}" : $"{Path} ({Source}): {Message}";
}
