using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Scale.Iot;

/// <summary>The HX711 by the driver of the device bindings: section <c>Scale:Iot</c>.</summary>
internal sealed record IotScaleOptions
{
    private const double MostCounts = 100_000;

    public int GpioChip { get; init; }

    public int? DataPin { get; init; }

    public int? ClockPin { get; init; }

    public double CountsPerGram { get; init; }

    /// <summary>Its keys and rules.</summary>
    public static OptionsSchema<IotScaleOptions> Schema { get; } = new OptionsSchema<IotScaleOptions>(new IotScaleOptions())
        .Integer(
            "GpioChip", 0, GpioLimits.HighestChip, o => o.GpioChip, (o, v) => o with { GpioChip = v },
            "Driver iot_hx711: number of the GPIO chip, as in /dev/gpiochip0.")
        .OptionalInteger("DataPin", 0, GpioLimits.HighestLine, o => o.DataPin, (o, v) => o with { DataPin = v }, "Driver iot_hx711: the line of DOUT.")
        .OptionalInteger("ClockPin", 0, GpioLimits.HighestLine, o => o.ClockPin, (o, v) => o with { ClockPin = v }, "Driver iot_hx711: the line of PD_SCK.")
        .Number(
            "CountsPerGram", -MostCounts, MostCounts, o => o.CountsPerGram, (o, v) => o with { CountsPerGram = v },
            "Driver iot_hx711: the load cell's counts for a gram; negative for a cell that counts downwards, 0 when not known yet.", "1/g");
}
