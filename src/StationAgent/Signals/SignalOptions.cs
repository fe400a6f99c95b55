using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Signals.Iot;

namespace StationAgent.Signals;

/// <summary>Lamps and buzzer: section <c>Signals</c>.</summary>
internal sealed record SignalOptions
{
    public SignalDriver Driver { get; init; } = SignalDrivers.None;

    public int GpioChip { get; init; }

    public bool ActiveLow { get; init; }

    public TimeSpan OutcomeFor { get; init; } = OutcomeTime.Default;

    /// <summary>The lines of driver <c>gpio</c>.</summary>
    public SignalPinOptions Pins { get; init; } = new();

    /// <summary>The LED strip of drivers <c>ws2812b</c> and <c>apa102</c>.</summary>
    public LedStripOptions Spi { get; init; } = new();

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<SignalOptions> Schema { get; } = new OptionsSchema<SignalOptions>(new SignalOptions())
        .Choice(
            "Driver", SignalDrivers.All, static driver => driver.Name, o => o.Driver, (o, v) => o with { Driver = v },
            "Which outputs show the state of the station.")
        .Integer(
            "GpioChip", 0, GpioLimits.HighestChip, o => o.GpioChip, (o, v) => o with { GpioChip = v },
            "Driver gpio: number of the chip, as in /dev/gpiochip0.")
        .Flag(
            "ActiveLow", o => o.ActiveLow, (o, v) => o with { ActiveLow = v },
            "Driver gpio: true when a low level switches an output on, as with many relay boards.")
        .Duration(
            "OutcomeFor", OutcomeTime.Shortest, OutcomeTime.Longest, o => o.OutcomeFor, (o, v) => o with { OutcomeFor = v },
            "How long an outcome is shown.")
        .Section("Pins", SignalPinOptions.Schema, o => o.Pins, (o, v) => o with { Pins = v })
        .Section("Spi", LedStripOptions.Schema, o => o.Spi, (o, v) => o with { Spi = v })
        .Rule(static signals => signals.Driver.Check(signals));
}
