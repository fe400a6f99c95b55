using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.Gpio;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Chooses the lamps that the configuration names.</summary>
internal static class SignalDrivers
{
    /// <summary>Makes the panel; nothing is opened yet.</summary>
    /// <returns>Null for a station without lamps.</returns>
    public static SignalPanel? Choose(SignalOptions options, TimeProvider time, ILogger<SignalPanel> logger) => options.Driver switch
    {
        SignalDriver.None => null,
        SignalDriver.Simulated => new SignalPanel(_ => new LogSignalPort(logger), options.OutcomeFor, time, logger),
        SignalDriver.Gpio => new SignalPanel(
            on => new GpioSignalPort(GpioChip.Open(options.GpioChip), PinsOf(options.Pins), options.ActiveLow, on), options.OutcomeFor, time, logger),
        _ => throw new InvalidOperationException($"Signals:Driver {options.Driver} has no driver."),
    };

    private static ImmutableArray<SignalPin> PinsOf(SignalPinOptions pins) =>
        [.. pins.Named().Select(static pin => new SignalPin(Enum.Parse<Outputs>(pin.Name), pin.Line))];
}
