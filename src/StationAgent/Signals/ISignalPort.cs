using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Lamps and buzzer as outputs that are either on or off.</summary>
internal interface ISignalPort : IDisposable
{
    /// <summary>Switches these on and all others off.</summary>
    /// <exception cref="IOException">The outputs are lost; dispose the port and open it again.</exception>
    void Set(Outputs on);
}
