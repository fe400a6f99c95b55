namespace StationAgent.Cli;

/// <summary>The program cannot start; the message is for the person who started it and says what is wrong and what would be right.</summary>
internal sealed class StartException : Exception
{
    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
