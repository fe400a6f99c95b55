using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Station.Maintenance;

/// <summary>The line of each key for grading; null for a key that the station does not have: section <c>Maintenance:Pins</c>.</summary>
internal sealed record MaintenancePinOptions
{
    public int? Reuse { get; init; }

    public int? Pulp { get; init; }

    public int? Refuse { get; init; }

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<MaintenancePinOptions> Schema { get; } = new OptionsSchema<MaintenancePinOptions>(new MaintenancePinOptions())
        .OptionalInteger(
            "Reuse", 0, GpioLimits.HighestLine, o => o.Reuse, (o, v) => o with { Reuse = v },
            "Line of the key: the piece can be used again. Works in maintenance for grading, as the two below.")
        .OptionalInteger("Pulp", 0, GpioLimits.HighestLine, o => o.Pulp, (o, v) => o with { Pulp = v }, "Line of the key: the piece is to be pulped.")
        .OptionalInteger("Refuse", 0, GpioLimits.HighestLine, o => o.Refuse, (o, v) => o with { Refuse = v }, "Line of the key: the piece should not have been taken.");
}
