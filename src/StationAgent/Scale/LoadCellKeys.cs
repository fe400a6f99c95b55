using StationAgent.Configuration;

namespace StationAgent.Scale;

/// <summary>The keys of section <c>Scale</c> for load cells, and what must hold between them.</summary>
internal static class LoadCellKeys
{
    private const int HighestChip = 255;
    private const int HighestPin = 1023;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Key.FilePath("Scale:Device", mustExist: false, o => o.Scale.Device, (o, v) => o.Scale.Device = v),
        Key.Whole("Scale:GpioChip", 0, HighestChip, o => o.Scale.GpioChip, (o, v) => o.Scale.GpioChip = (int)v),
        Key.OptionalWhole("Scale:DataPin", 0, HighestPin, o => o.Scale.DataPin, (o, v) => o.Scale.DataPin = v),
        Key.OptionalWhole("Scale:ClockPin", 0, HighestPin, o => o.Scale.ClockPin, (o, v) => o.Scale.ClockPin = v),
        Key.Whole("Scale:Gain", 32, 128, o => o.Scale.Gain, (o, v) => o.Scale.Gain = (int)v),
        Key.FilePath("Scale:Calibration", mustExist: false, o => o.Scale.Calibration, (o, v) => o.Scale.Calibration = v),
    ];

    /// <summary>Everything that does not hold: the key to change and why.</summary>
    public static IEnumerable<(string Path, string Message)> Check(ScaleOptions scale)
    {
        if (scale.Gain is not (32 or 64 or 128))
        {
            yield return ("Scale:Gain", $"is {scale.Gain}, must be 128 or 64 (channel A) or 32 (channel B)");
        }

        if (scale.Driver is not (ScaleDriver.Hx711Iio or ScaleDriver.Hx711Gpio))
        {
            yield break;
        }

        if (scale.Calibration is null)
        {
            yield return ("Scale:Calibration", "is missing; a load cell gives counts, and 'station-agent scale calibrate' writes this file, which says what they weigh");
        }

        if (scale.Driver == ScaleDriver.Hx711Iio)
        {
            yield break;
        }

        foreach (var (path, pin) in ((string, int?)[])[("Scale:DataPin", scale.DataPin), ("Scale:ClockPin", scale.ClockPin)])
        {
            if (pin is null)
            {
                yield return (path, "is missing; Scale:Driver hx711_gpio needs the number of the GPIO line");
            }
        }
    }
}
