using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>One conversion.</summary>
/// <param name="At">When it was complete, as time since boot.</param>
/// <param name="Counts">The counts, -8,388,608 to 8,388,607; 0 is no voltage between the signal wires.</param>
/// <param name="Status">Whether the converter was inside its range.</param>
internal readonly record struct LoadCellReading(TimeSpan At, int Counts, SampleStatus Status)
{
    /// <summary>What the converter gives when the signal is above its range.</summary>
    public const int Highest = 0x7FFFFF;

    /// <summary>What it gives when the signal is below its range.</summary>
    public const int Lowest = -0x800000;

    /// <summary>A reading of an HX711 whose ends are its saturation (datasheet: "output data is saturated at 0x800000 and 0x7FFFFF").</summary>
    public static LoadCellReading Of(TimeSpan at, int counts) => new(at, counts, counts switch
    {
        Highest => SampleStatus.Overload,
        Lowest => SampleStatus.Underload,
        _ => SampleStatus.Ok,
    });
}
