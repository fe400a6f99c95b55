namespace StationAgent.Simulation;

/// <summary>The broker of a simulation cannot be used; the message names it and says why.</summary>
internal sealed class BrokerException(string message, Exception innerException) : Exception(message, innerException);
