namespace StationAgent.Scale;

/// <summary>Section <c>Scale</c>.</summary>
internal sealed class ScaleOptions
{
    /// <summary>Which scale.</summary>
    public ScaleDriver Driver { get; set; } = ScaleDriver.Simulated;

    /// <summary>Samples a second; an HX711 gives 10 or 80.</summary>
    public double RateHz { get; set; } = 10;

    /// <summary>Drivers <c>mt_sics</c> and <c>continuous</c>: the line.</summary>
    public ScaleLineOptions Line { get; } = new();

    /// <summary>Driver <c>hx711_iio</c>: the device's folder in sysfs; null to find the only HX711.</summary>
    public string? Device { get; set; }

    /// <summary>Driver <c>hx711_gpio</c>: number of the GPIO chip, as in <c>/dev/gpiochip0</c>.</summary>
    public int GpioChip { get; set; }

    /// <summary>Driver <c>hx711_gpio</c>: the line of DOUT.</summary>
    public int? DataPin { get; set; }

    /// <summary>Driver <c>hx711_gpio</c>: the line of PD_SCK.</summary>
    public int? ClockPin { get; set; }

    /// <summary>Drivers <c>hx711_*</c>: 128 or 64 for channel A, 32 for channel B.</summary>
    public int Gain { get; set; } = 128;

    /// <summary>Drivers <c>hx711_*</c>: the file that <c>scale calibrate</c> writes.</summary>
    public string? Calibration { get; set; }

    /// <summary>Driver <c>iot_hx711</c>.</summary>
    public IotScaleOptions Iot { get; } = new();
}
