namespace StationAgent.Cli.Arguments;

/// <summary>Options or arguments that do not go together; the message says which and what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
