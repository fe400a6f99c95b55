namespace StationAgent.Station.Recording;

/// <summary>An event could not be stored; the message says why.</summary>
internal sealed class StorageException(string message, Exception innerException) : Exception(message, innerException)
{
    /// <summary>True when the store works and only this event is too large for it: the next one can be stored.</summary>
    public bool IsTooLarge { get; init; }
}
