namespace StationAgent.BinLevel;

/// <summary>Section <c>Bin:Level</c>: how full the bin is.</summary>
internal sealed class BinLevelOptions
{
    /// <summary>How it is told.</summary>
    public BinLevelDriver Driver { get; set; } = BinLevelDriver.None;

    /// <summary>Distance: number of the sensor's chip, as in <c>/dev/gpiochip0</c>.</summary>
    public int GpioChip { get; set; }

    /// <summary>Distance: the trigger line.</summary>
    public int? TriggerPin { get; set; }

    /// <summary>Distance: the echo line.</summary>
    public int? EchoPin { get; set; }

    /// <summary>Distance: from the sensor to the floor of the empty bin.</summary>
    public int? EmptyMillimetres { get; set; }

    /// <summary>Distance: from the sensor to the contents of a full bin.</summary>
    public int? FullMillimetres { get; set; }

    /// <summary>Mass: what the bin holds.</summary>
    public int? CapacityGrams { get; set; }

    /// <summary>From this level on the bin is nearly full.</summary>
    public double NearlyFullShare { get; set; } = 0.8;

    /// <summary>From this level on it is full.</summary>
    public double FullShare { get; set; } = 0.95;
}
