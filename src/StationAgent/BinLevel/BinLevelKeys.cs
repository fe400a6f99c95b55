using StationAgent.BinLevel.Levels;
using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.BinLevel;

/// <summary>The keys of section <c>Bin:Level</c>.</summary>
internal static class BinLevelKeys
{
    private const int Nearest = (int)EchoDistance.Nearest;
    private const int Farthest = (int)EchoDistance.Farthest;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Key.Choice("Bin:Level:Driver", o => o.BinLevel.Driver, (o, v) => o.BinLevel.Driver = v),
        Key.Whole("Bin:Level:GpioChip", 0, GpioLimits.Chips, o => o.BinLevel.GpioChip, (o, v) => o.BinLevel.GpioChip = (int)v),
        Key.OptionalWhole("Bin:Level:TriggerPin", 0, GpioLimits.Lines, o => o.BinLevel.TriggerPin, (o, v) => o.BinLevel.TriggerPin = v),
        Key.OptionalWhole("Bin:Level:EchoPin", 0, GpioLimits.Lines, o => o.BinLevel.EchoPin, (o, v) => o.BinLevel.EchoPin = v),
        Key.OptionalWhole("Bin:Level:EmptyMillimetres", Nearest, Farthest, o => o.BinLevel.EmptyMillimetres, (o, v) => o.BinLevel.EmptyMillimetres = v),
        Key.OptionalWhole("Bin:Level:FullMillimetres", Nearest, Farthest, o => o.BinLevel.FullMillimetres, (o, v) => o.BinLevel.FullMillimetres = v),
        Key.OptionalWhole("Bin:Level:CapacityGrams", 100, 1_000_000, o => o.BinLevel.CapacityGrams, (o, v) => o.BinLevel.CapacityGrams = v),
        Key.Number("Bin:Level:NearlyFullShare", 0.1, 1, o => o.BinLevel.NearlyFullShare, (o, v) => o.BinLevel.NearlyFullShare = v),
        Key.Number("Bin:Level:FullShare", 0.1, 1, o => o.BinLevel.FullShare, (o, v) => o.BinLevel.FullShare = v),
    ];
}
