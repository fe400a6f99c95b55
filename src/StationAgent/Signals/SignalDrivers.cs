using System.Collections.Immutable;
using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Signals.Iot;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Every driver of lamps and buzzers. Configuration, service, <c>doctor</c> and documentation work from this table.</summary>
internal static class SignalDrivers
{
    /// <summary>The station has no lamps.</summary>
    public static SignalDriver None { get; } = new("none", Prepare: null);

    /// <summary>The log shows what lamps would show.</summary>
    public static SignalDriver Simulated { get; } = new("simulated", static (_, logger) => _ => new LogSignalPort(logger));

    /// <summary>Lines of a GPIO chip.</summary>
    public static SignalDriver Lines { get; } = new(
        "gpio",
        static (options, _) => on => new GpioSignalPort(GpioChip.Open(options.GpioChip), PinsOf(options.Pins), options.ActiveLow, on))
    {
        Check = CheckPins,
        Lines = static options => GpioLine.On(options.GpioChip, options.Pins.Named().Select(static pin => ($"Signals:Pins:{pin.Name}", (int?)pin.Line))),
    };

    /// <summary>An LED strip of WS2812B on SPI.</summary>
    public static SignalDriver Ws2812b { get; } = new("ws2812b", static (options, _) => _ => LedStrip.OpenWs2812b(options.Spi)) { HasOneLamp = true, Files = SpiFile };

    /// <summary>An LED strip of APA102 on SPI.</summary>
    public static SignalDriver Apa102 { get; } = new("apa102", static (options, _) => _ => LedStrip.OpenApa102(options.Spi)) { HasOneLamp = true, Files = SpiFile };

    /// <summary>Every driver, in the order in which they are shown.</summary>
    public static IReadOnlyList<SignalDriver> All { get; } = [None, Simulated, Lines, Ws2812b, Apa102];

    private static IEnumerable<DeviceFile> SpiFile(SignalOptions options) => [SpiDevices.Described("Signals:Driver", options.Spi.Bus, options.Spi.ChipSelect)];

    private static IEnumerable<KeyFault> CheckPins(SignalOptions options)
    {
        if (!options.Pins.Named().Any())
        {
            yield return new KeyFault("Pins:Ready", "required: driver gpio needs a line for at least one output");
        }
    }

    private static ImmutableArray<SignalPin> PinsOf(SignalPinOptions pins) =>
        [.. pins.Named().Select(static pin => new SignalPin(Enum.Parse<Outputs>(pin.Name), pin.Line))];
}
