namespace StationAgent.Signals;

/// <summary>The lamps and buzzers that the agent can switch.</summary>
internal enum SignalDriver
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>The log says what they would show.</summary>
    Simulated,

    /// <summary>Lines of a GPIO chip.</summary>
    Gpio,
}
