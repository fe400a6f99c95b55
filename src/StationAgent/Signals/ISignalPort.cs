using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Lamps and buzzer: what is set is switched on, and everything else off.</summary>
internal interface ISignalPort : IOutput<Outputs>;
