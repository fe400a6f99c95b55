namespace StationAgent.Station.Recording;

/// <summary>An event could not be stored; the message says why.</summary>
internal sealed class StorageException(string message, Exception innerException) : Exception(message, innerException);
