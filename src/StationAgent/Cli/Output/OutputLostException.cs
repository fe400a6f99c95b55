namespace StationAgent.Cli.Output;

/// <summary>
/// The standard output takes no more. It is not an <see cref="IOException"/>, so that no handler for a device or a file takes it for its own failure.
/// </summary>
internal sealed class OutputLostException(string message) : Exception(message);
