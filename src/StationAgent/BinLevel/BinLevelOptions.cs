using StationAgent.BinLevel.Iot;
using StationAgent.BinLevel.Levels;
using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.BinLevel;

/// <summary>How to determine how full the bin is: section <c>Bin:Level</c>.</summary>
internal sealed record BinLevelOptions
{
    private const int Nearest = (int)EchoDistance.Nearest;
    private const int Farthest = (int)EchoDistance.Farthest;

    public BinLevelDriver Driver { get; init; } = BinLevelDrivers.None;

    public int GpioChip { get; init; }

    public int? TriggerPin { get; init; }

    public int? EchoPin { get; init; }

    public int I2cBus { get; init; } = I2cDevices.DefaultBus;

    public int I2cAddress { get; init; } = TimeOfFlight.DefaultAddress;

    public int? EmptyMillimetres { get; init; }

    public int? FullMillimetres { get; init; }

    public int? CapacityGrams { get; init; }

    public double NearlyFullShare { get; init; } = 0.8;

    public double FullShare { get; init; } = 0.95;

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<BinLevelOptions> Schema { get; } = new OptionsSchema<BinLevelOptions>(new BinLevelOptions())
        .Choice(
            "Driver", BinLevelDrivers.All, static driver => driver.Name, o => o.Driver, (o, v) => o with { Driver = v },
            "How the level of the bin is determined.")
        .Integer(
            "GpioChip", 0, GpioLimits.HighestChip, o => o.GpioChip, (o, v) => o with { GpioChip = v },
            "Ultrasonic sensor: number of its GPIO chip, as in /dev/gpiochip0.")
        .OptionalInteger(
            "TriggerPin", 0, GpioLimits.HighestLine, o => o.TriggerPin, (o, v) => o with { TriggerPin = v }, "Ultrasonic sensor: the trigger line.")
        .OptionalInteger("EchoPin", 0, GpioLimits.HighestLine, o => o.EchoPin, (o, v) => o with { EchoPin = v }, "Ultrasonic sensor: the echo line.")
        .Integer(
            "I2cBus", 0, I2cDevices.HighestBus, o => o.I2cBus, (o, v) => o with { I2cBus = v },
            "Time-of-flight sensor: number of its I2C bus, as in /dev/i2c-1.")
        .Integer(
            "I2cAddress", I2cDevices.LowestAddress, I2cDevices.HighestAddress, o => o.I2cAddress, (o, v) => o with { I2cAddress = v },
            "Time-of-flight sensor: its address; 41 is 0x29.")
        .OptionalInteger(
            "EmptyMillimetres", Nearest, Farthest, o => o.EmptyMillimetres, (o, v) => o with { EmptyMillimetres = v },
            "Distance sensors: from the sensor to the floor of the empty bin.", "mm")
        .OptionalInteger(
            "FullMillimetres", Nearest, Farthest, o => o.FullMillimetres, (o, v) => o with { FullMillimetres = v },
            "Distance sensors: from the sensor to the contents of a full bin.", "mm")
        .OptionalInteger(
            "CapacityGrams", 100, 1_000_000, o => o.CapacityGrams, (o, v) => o with { CapacityGrams = v },
            "Driver mass: the mass that fills the bin.", "g")
        .Number(
            "NearlyFullShare", 0.1, 1, o => o.NearlyFullShare, (o, v) => o with { NearlyFullShare = v },
            "From this level on the bin is nearly full.")
        .Number("FullShare", 0.1, 1, o => o.FullShare, (o, v) => o with { FullShare = v }, "From this level on the bin is full.")
        .Rule(Check);

    private static IEnumerable<KeyFault> Check(BinLevelOptions level)
    {
        foreach (var fault in level.Driver.Check(level))
        {
            yield return fault;
        }

        if (level.NearlyFullShare >= level.FullShare)
        {
            yield return new KeyFault("NearlyFullShare", $"is {level.NearlyFullShare}, must be less than Bin:Level:FullShare, which is {level.FullShare}");
        }
    }
}
