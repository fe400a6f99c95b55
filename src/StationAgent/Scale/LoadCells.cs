namespace StationAgent.Scale;

/// <summary>Opens the load cell that the configuration names.</summary>
internal static class LoadCells
{
    /// <summary>True for drivers that give counts, which weigh nothing without a calibration.</summary>
    public static bool GivesCounts(ScaleDriver driver) => driver is ScaleDriver.Hx711Iio or ScaleDriver.Hx711Gpio;

    /// <summary>Opens the bare cell.</summary>
    /// <exception cref="IOException">It cannot be had.</exception>
    public static ILoadCell Open(ScaleOptions options, TimeProvider time)
    {
        var input = (Hx711Input)options.Gain;
        return options.Driver == ScaleDriver.Hx711Iio
            ? IioLoadCell.Open(options.Device ?? IioDevice.Folder, input, options.RateHz, time)
            : new Hx711LoadCell(GpioHx711Pins.Open(options.GpioChip, options.DataPin!.Value, options.ClockPin!.Value, time), input, time);
    }

    /// <summary>Opens the cell as a scale.</summary>
    /// <exception cref="CalibrationException">It is not calibrated.</exception>
    /// <exception cref="IOException">It cannot be had.</exception>
    public static IScale OpenScale(ScaleOptions options, TimeProvider time)
    {
        var calibration = CalibrationFile.Load(options.Calibration!, options.Gain);
        return new LoadCellScale(Open(options, time), calibration.Line);
    }
}
