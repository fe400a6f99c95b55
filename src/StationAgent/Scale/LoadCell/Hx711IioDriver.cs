namespace StationAgent.Scale.LoadCell;

/// <summary>A load cell behind an HX711 that the kernel's driver reads: the recommended way.</summary>
internal static class Hx711IioDriver
{
    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = LoadCellDriver.Of(
        "hx711_iio",
        static (options, time) => IioLoadCell.Open(options.Device ?? IioDevice.Folder, (Hx711Input)options.Gain, options.RateHz, time),
        static options => options.Device ?? "",
        "The kernel's driver hx711 must be loaded and the scale calibrated: station-agent scale calibrate (docs/scale.md).");
}
