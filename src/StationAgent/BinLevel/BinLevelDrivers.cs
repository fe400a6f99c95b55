using StationAgent.BinLevel.Iot;
using StationAgent.BinLevel.Levels;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Gpio;
using StationAgent.Weighing;

namespace StationAgent.BinLevel;

/// <summary>Every way to determine how full the bin is. Configuration, service, <c>doctor</c> and documentation work from this table.</summary>
internal static class BinLevelDrivers
{
    /// <summary>The station does not watch its bin.</summary>
    public static BinLevelDriver None { get; } = new("none", Open: null);

    /// <summary>An ultrasonic sensor above the bin: an HC-SR04 or a similar one.</summary>
    public static BinLevelDriver Distance { get; } = OnPins(
        "distance",
        static (options, services) => new HcSr04(
            () => GpioChip.Open(options.GpioChip), options.TriggerPin!.Value, options.EchoPin!.Value, services.Time));

    /// <summary>The mass in the bin, when the bin is on the scale.</summary>
    public static BinLevelDriver Mass { get; } = new("mass", OpenMass) { Check = CheckCapacity, NeedsBin = true };

    /// <summary>The HC-SR04 driver of the device bindings.</summary>
    public static BinLevelDriver IotDistance { get; } = OnPins(
        "iot_distance",
        static (options, services) => new BindingsDistance(
            () => GpioChip.Open(options.GpioChip), options.TriggerPin!.Value, options.EchoPin!.Value, services.Time));

    /// <summary>A time-of-flight sensor VL53L0X above the bin.</summary>
    public static BinLevelDriver Vl53L0X { get; } = new(
        "vl53l0x",
        static (options, services) => Watch(TimeOfFlight.At(options.I2cBus, options.I2cAddress), options, services))
    {
        Check = CheckReach,
        Files = static options => [I2cDevices.Described("Bin:Level:Driver", options.I2cBus)],
    };

    /// <summary>Every driver, in the order in which they are shown.</summary>
    public static IReadOnlyList<BinLevelDriver> All { get; } = [None, Distance, Vl53L0X, Mass, IotDistance];

    /// <summary>Watches the bin through a distance sensor.</summary>
    public static IBinWatch Watch(IDistanceSensor sensor, BinLevelOptions options, BinLevelServices services) => new DistanceWatch(
        sensor,
        new DistanceLevel(options.EmptyMillimetres!.Value, options.FullMillimetres!.Value),
        Report(BinLevelSource.Distance, options, services),
        services.Time);

    /// <summary>Checks the bin dimensions that every distance sensor needs.</summary>
    public static IEnumerable<KeyFault> CheckDistances(BinLevelOptions options)
    {
        foreach (var fault in Missing(
            "a distance sensor needs the distances to the empty and the full bin",
            ("EmptyMillimetres", options.EmptyMillimetres),
            ("FullMillimetres", options.FullMillimetres)))
        {
            yield return fault;
        }

        if (options.EmptyMillimetres <= options.FullMillimetres)
        {
            yield return new KeyFault(
                "FullMillimetres", $"is {options.FullMillimetres}, must be less than Bin:Level:EmptyMillimetres, because the sensor looks down");
        }
    }

    private static IEnumerable<KeyFault> CheckReach(BinLevelOptions options)
    {
        foreach (var fault in CheckDistances(options))
        {
            yield return fault;
        }

        if (options.EmptyMillimetres > TimeOfFlight.Farthest)
        {
            yield return new KeyFault(
                "EmptyMillimetres", $"is {options.EmptyMillimetres}, must be at most {TimeOfFlight.Farthest} for a VL53L0X, which sees no farther");
        }
    }

    private static BinLevelDriver OnPins(string name, Func<BinLevelOptions, BinLevelServices, IDistanceSensor> open) =>
        new(name, (options, services) => Watch(open(options, services), options, services))
        {
            Check = static options => Missing(
                "an ultrasonic sensor needs its two lines", ("TriggerPin", options.TriggerPin), ("EchoPin", options.EchoPin)).Concat(CheckDistances(options)),
            Lines = static options => GpioLine.On(
                options.GpioChip, ("Bin:Level:TriggerPin", options.TriggerPin), ("Bin:Level:EchoPin", options.EchoPin)),
        };

    private static MassWatch OpenMass(BinLevelOptions options, BinLevelServices services) => new(
        new Grams(options.CapacityGrams!.Value),
        services.Outbox.GetNote(MassWatch.EmptyLoadNote),
        Report(BinLevelSource.Mass, options, services),
        (text, cancellationToken) => services.Outbox.SetNoteAsync(MassWatch.EmptyLoadNote, text, cancellationToken),
        services.Logger);

    private static BinReport Report(BinLevelSource source, BinLevelOptions options, BinLevelServices services) =>
        new(source, new FillJudge(options.NearlyFullShare, options.FullShare), services.Alarms.RaiseAsync, services.Logger);

    private static IEnumerable<KeyFault> CheckCapacity(BinLevelOptions options) =>
        Missing("driver mass needs to know what the bin holds", ("CapacityGrams", options.CapacityGrams));

    private static IEnumerable<KeyFault> Missing(string why, params IEnumerable<(string Name, int? Value)> needed) =>
        needed.Where(static key => key.Value is null).Select(key => new KeyFault(key.Name, $"required: {why}"));
}
