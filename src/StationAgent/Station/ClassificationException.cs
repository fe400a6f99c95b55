namespace StationAgent.Station;

/// <summary>The classifier failed on frames that could be decoded; the message says how.</summary>
internal sealed class ClassificationException(string message, Exception innerException) : Exception(message, innerException);
