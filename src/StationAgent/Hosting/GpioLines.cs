using StationAgent.BinLevel;
using StationAgent.Scale;
using StationAgent.Signals;

namespace StationAgent.Hosting;

/// <summary>The GPIO lines that a configuration uses. Pure.</summary>
internal static class GpioLines
{
    /// <summary>Key, chip and line of each, those of drivers that are not chosen left out.</summary>
    public static IEnumerable<(string Path, int Chip, int Line)> InUse(AgentOptions options)
    {
        if (options.Scale.Driver == ScaleDriver.Hx711Gpio)
        {
            foreach (var line in Given(options.Scale.GpioChip, ("Scale:DataPin", options.Scale.DataPin), ("Scale:ClockPin", options.Scale.ClockPin)))
            {
                yield return line;
            }
        }

        if (options.Scale.Driver == ScaleDriver.IotHx711)
        {
            foreach (var line in Given(options.Scale.Iot.GpioChip, ("Scale:Iot:DataPin", options.Scale.Iot.DataPin), ("Scale:Iot:ClockPin", options.Scale.Iot.ClockPin)))
            {
                yield return line;
            }
        }

        if (options.Signals.Driver == SignalDriver.Gpio)
        {
            foreach (var (name, line) in options.Signals.Pins.Named())
            {
                yield return ($"Signals:Pins:{name}", options.Signals.GpioChip, line);
            }
        }

        if (options.BinLevel.Driver is BinLevelDriver.Distance or BinLevelDriver.IotDistance)
        {
            var level = options.BinLevel;
            foreach (var line in Given(level.GpioChip, ("Bin:Level:TriggerPin", level.TriggerPin), ("Bin:Level:EchoPin", level.EchoPin)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<(string Path, int Chip, int Line)> Given(int chip, params (string Path, int? Line)[] lines) =>
        lines.Where(static line => line.Line is not null).Select(line => (line.Path, chip, line.Line!.Value));
}
