using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Lamps and buzzer as wires: what is set is switched on, and all others off.</summary>
internal interface ISignalPort : IOutput<Outputs>;
