using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Scale.LoadCell;

namespace StationAgent.Scale.Iot;

/// <summary>The HX711 driver of the device bindings; the agent's own drivers are better (docs/bindings.md).</summary>
internal static class IotHx711Driver
{
    /// <summary>Its line in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = new(
        "iot_hx711",
        static (options, services) => () => new BindingsScale(
            Gpio.GpioChip.Open(options.Iot.GpioChip), options.Iot.DataPin!.Value, options.Iot.ClockPin!.Value, options.Iot.CountsPerGram, services.Time),
        Hx711GpioDriver.Remedy)
    {
        Check = static scale => Check(scale.Iot),
        Place = static scale => $"{scale.Iot.GpioChip} {scale.Iot.DataPin} {scale.Iot.ClockPin}",
        Lines = static scale => GpioLine.On(
            scale.Iot.GpioChip, ("Scale:Iot:DataPin", scale.Iot.DataPin), ("Scale:Iot:ClockPin", scale.Iot.ClockPin)),
    };

    private static IEnumerable<KeyFault> Check(IotScaleOptions iot)
    {
        foreach (var (name, pin) in ((string, int?)[])[("DataPin", iot.DataPin), ("ClockPin", iot.ClockPin)])
        {
            if (pin is null)
            {
                yield return new KeyFault($"Iot:{name}", "required: driver iot_hx711 needs both lines of the HX711");
            }
        }

        if (iot.CountsPerGram == 0)
        {
            yield return new KeyFault("Iot:CountsPerGram", "expected the load cell's counts for a gram, found 0");
        }
    }
}
