using Microsoft.Extensions.Logging;
using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>A kind of lamps and buzzers that the agent can switch: one entry of <see cref="SignalDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Prepare">Makes the function that opens the outputs and switches the given ones on; null for a station without outputs.</param>
internal sealed record SignalDriver(string Name, Func<SignalOptions, ILogger, Func<Outputs, ISignalPort>>? Prepare)
{
    /// <summary>What in section <c>Signals</c> does not suit this driver.</summary>
    public Func<SignalOptions, IEnumerable<KeyFault>> Check { get; init; } = static _ => [];

    /// <summary>True when colours share one lamp, so that an accepted piece has to blink to differ from a ready station.</summary>
    public bool HasOneLamp { get; init; }

    /// <summary>The GPIO lines it uses.</summary>
    public Func<SignalOptions, IEnumerable<GpioLine>> Lines { get; init; } = static _ => [];

    /// <summary>The kernel's files of buses that it uses.</summary>
    public Func<SignalOptions, IEnumerable<DeviceFile>> Files { get; init; } = static _ => [];
}
