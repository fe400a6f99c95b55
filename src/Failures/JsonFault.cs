namespace StationAgent.Failures;

/// <summary>Where a text is not JSON, and why.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Reason">What is wrong there, for a person.</param>
internal readonly record struct JsonFault(int Line, string Reason);
