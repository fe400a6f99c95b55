namespace StationAgent.Integration.Tests.Faults;

/// <summary>The n-th system call of a kind.</summary>
internal readonly record struct TracedCall(string Name, int Number);
