namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>A folder of photos cannot be used; the message says what would be right.</summary>
internal sealed class PhotoSetException : Exception
{
    public PhotoSetException()
    {
    }

    public PhotoSetException(string message)
        : base(message)
    {
    }

    public PhotoSetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
