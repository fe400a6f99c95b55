using StationAgent.BinLevel;
using StationAgent.Camera;
using StationAgent.Scale;

namespace StationAgent.Hosting;

/// <summary>What must hold for the drivers of the device bindings. Pure.</summary>
internal static class BindingRules
{
    private const string NotHeld =
        "names a driver of the device bindings, which this build does not hold; build with -p:IotDeviceBindings=true, or better take the agent's own driver (docs/bindings.md)";

    /// <summary>Everything that does not hold.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="isHeld">Whether this build holds the drivers.</param>
    public static IEnumerable<(string Path, string Message)> Check(AgentOptions options, bool isHeld)
    {
        (string Path, bool IsChosen)[] drivers =
        [
            ("Scale:Driver", options.Scale.Driver == ScaleDriver.IotHx711),
            ("Camera:Driver", options.Camera.Driver == CameraDriver.IotCamera),
            ("Bin:Level:Driver", options.BinLevel.Driver == BinLevelDriver.IotDistance),
        ];
        foreach (var (path, isChosen) in drivers)
        {
            if (isChosen && !isHeld)
            {
                yield return (path, NotHeld);
            }
        }

        if (options.Scale.Driver != ScaleDriver.IotHx711 || !isHeld)
        {
            yield break;
        }

        foreach (var (name, pin) in (IEnumerable<(string, int?)>)[("DataPin", options.Scale.Iot.DataPin), ("ClockPin", options.Scale.Iot.ClockPin)])
        {
            if (pin is null)
            {
                yield return ($"Scale:Iot:{name}", "is missing; Scale:Driver iot_hx711 needs both lines of the HX711");
            }
        }

        if (options.Scale.Iot.CountsPerGram == 0)
        {
            yield return ("Scale:Iot:CountsPerGram", "is 0, must be the load cell's counts for a gram");
        }
    }
}
