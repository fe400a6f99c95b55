using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Scale.Hid;
using StationAgent.Scale.Iot;

namespace StationAgent.Scale;

/// <summary>Which scale is used, and where it is: section <c>Scale</c>.</summary>
internal sealed record ScaleOptions
{
    /// <summary>The slowest rate that can be set, in hertz.</summary>
    public const double LowestRate = 5;

    /// <summary>The fastest rate that can be set, in hertz.</summary>
    public const double HighestRate = 100;

    public ScaleDriver Driver { get; init; } = ScaleDrivers.Simulated;

    public double RateHz { get; init; } = 10;

    /// <summary>What drivers on a line need.</summary>
    public ScaleLineOptions Line { get; init; } = new();

    public string? Device { get; init; }

    public int GpioChip { get; init; }

    public int? DataPin { get; init; }

    public int? ClockPin { get; init; }

    public int Gain { get; init; } = 128;

    public string? Calibration { get; init; }

    /// <summary>What the driver of USB scales needs.</summary>
    public HidScaleOptions Hid { get; init; } = new();

    /// <summary>What the driver of the device bindings needs.</summary>
    public IotScaleOptions Iot { get; init; } = new();

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<ScaleOptions> Schema { get; } = new OptionsSchema<ScaleOptions>(new ScaleOptions())
        .Choice(
            "Driver", ScaleDrivers.All, static driver => driver.Name, o => o.Driver, (o, v) => o with { Driver = v },
            "Which scale is read.")
        .Number(
            "RateHz", LowestRate, HighestRate, o => o.RateHz, (o, v) => o with { RateHz = v },
            "Samples a second of drivers that request them: an HX711 delivers 10 or 80. A scale that streams has its own rate.", "Hz")
        .Inline(ScaleLineOptions.Schema, o => o.Line, (o, v) => o with { Line = v })
        .FilePath(
            "Device", mustExist: false, o => o.Device, (o, v) => o with { Device = v },
            "Driver hx711_iio: folder of the device in sysfs; without it the only HX711 of the machine is used.")
        .Integer(
            "GpioChip", 0, GpioLimits.HighestChip, o => o.GpioChip, (o, v) => o with { GpioChip = v },
            "Driver hx711_gpio: number of the GPIO chip, as in /dev/gpiochip0.")
        .OptionalInteger(
            "DataPin", 0, GpioLimits.HighestLine, o => o.DataPin, (o, v) => o with { DataPin = v },
            "Driver hx711_gpio: the line of DOUT.")
        .OptionalInteger(
            "ClockPin", 0, GpioLimits.HighestLine, o => o.ClockPin, (o, v) => o with { ClockPin = v },
            "Driver hx711_gpio: the line of PD_SCK.")
        .Integer(
            "Gain", 32, 128, o => o.Gain, (o, v) => o with { Gain = v },
            "Drivers hx711_iio and hx711_gpio: 128 or 64 for channel A, 32 for channel B.")
        .FilePath(
            "Calibration", mustExist: false, o => o.Calibration, (o, v) => o with { Calibration = v },
            "Drivers hx711_iio and hx711_gpio: the file that 'station-agent scale calibrate' writes; it converts counts to grams.")
        .Section("Hid", HidScaleOptions.Schema, o => o.Hid, (o, v) => o with { Hid = v })
        .Section("Iot", IotScaleOptions.Schema, o => o.Iot, (o, v) => o with { Iot = v })
        .Rule(Check);

    /// <summary>Identifies the scale that a saved zero belongs to: driver, place and calibration in one line.</summary>
    public string Identity => $"{Driver.Name} {Driver.Place(this)}".TrimEnd();

    private static IEnumerable<KeyFault> Check(ScaleOptions scale)
    {
        if (scale.Gain is not (32 or 64 or 128))
        {
            yield return new KeyFault("Gain", $"expected 128 or 64 (channel A) or 32 (channel B), found {scale.Gain}");
        }

        foreach (var fault in scale.Driver.Check(scale))
        {
            yield return fault;
        }
    }
}
