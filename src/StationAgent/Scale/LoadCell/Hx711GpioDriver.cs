using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Scale.LoadCell;

/// <summary>A load cell behind an HX711 that the agent clocks on two GPIO lines.</summary>
internal static class Hx711GpioDriver
{
    /// <summary>The remedy for an HX711 on GPIO lines, whichever driver clocks it.</summary>
    public const string Remedy = "Check the wires to DOUT and PD_SCK, the group gpio, and the calibration: station-agent scale calibrate (docs/scale.md).";

    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = LoadCellDriver.Of(
        "hx711_gpio",
        static (options, time) => new Hx711LoadCell(
            GpioHx711Pins.Open(options.GpioChip, options.DataPin!.Value, options.ClockPin!.Value, time), (Hx711Input)options.Gain, time),
        static options => $"{options.GpioChip} {options.DataPin} {options.ClockPin}",
        Remedy) with
    {
        Check = Check,
        Lines = static options => GpioLine.On(options.GpioChip, ("Scale:DataPin", options.DataPin), ("Scale:ClockPin", options.ClockPin)),
    };

    private static IEnumerable<KeyFault> Check(ScaleOptions scale)
    {
        foreach (var fault in LoadCellDriver.CheckCalibration(scale))
        {
            yield return fault;
        }

        foreach (var (key, pin) in ((string, int?)[])[("DataPin", scale.DataPin), ("ClockPin", scale.ClockPin)])
        {
            if (pin is null)
            {
                yield return new KeyFault(key, "required: driver hx711_gpio needs the number of the GPIO line");
            }
        }
    }
}
