using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>The line of one output.</summary>
/// <param name="Output">The output, one flag.</param>
/// <param name="Line">Number of the line on its chip.</param>
internal readonly record struct SignalPin(Outputs Output, int Line);
