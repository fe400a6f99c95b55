namespace StationAgent.Scale;

/// <summary>Section <c>Scale:Iot</c>: the HX711 by the driver of the device bindings.</summary>
internal sealed class IotScaleOptions
{
    /// <summary>Number of the chip, as in <c>/dev/gpiochip0</c>.</summary>
    public int GpioChip { get; set; }

    /// <summary>The line DOUT.</summary>
    public int? DataPin { get; set; }

    /// <summary>The line PD_SCK.</summary>
    public int? ClockPin { get; set; }

    /// <summary>The load cell's counts for a gram; negative for a cell that counts downwards. Zero: not known yet.</summary>
    public double CountsPerGram { get; set; }
}
