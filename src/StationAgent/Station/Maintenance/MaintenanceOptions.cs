using StationAgent.Configuration;
using StationAgent.Contracts.Maintenance;
using StationAgent.Gpio;

namespace StationAgent.Station.Maintenance;

/// <summary>The key switch and the keys for staff: section <c>Maintenance</c>.</summary>
internal sealed record MaintenanceOptions
{
    public int GpioChip { get; init; }

    public bool ActiveLow { get; init; }

    public int? Pin { get; init; }

    public MaintenanceWhy Why { get; init; } = MaintenanceWhy.Grading;

    public TimeSpan SecondPassWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The keys for grading.</summary>
    public MaintenancePinOptions Pins { get; init; } = new();

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<MaintenanceOptions> Schema { get; } = new OptionsSchema<MaintenanceOptions>(new MaintenanceOptions())
        .Integer(
            "GpioChip", 0, GpioLimits.HighestChip, o => o.GpioChip, (o, v) => o with { GpioChip = v },
            "Number of the GPIO chip of key switch and keys, as in /dev/gpiochip0.")
        .Flag(
            "ActiveLow", o => o.ActiveLow, (o, v) => o with { ActiveLow = v },
            "True when a key that is on connects its line to ground; the line is then pulled up, and otherwise down.")
        .OptionalInteger(
            "Pin", 0, GpioLimits.HighestLine, o => o.Pin, (o, v) => o with { Pin = v },
            "Line of the key switch: the station is in maintenance while it is on.")
        .Choice("Why", o => o.Why, (o, v) => o with { Why = v }, "What staff do when they turn the key switch on; the keys for grading work only with grading.")
        .Duration(
            "SecondPassWithin", TimeSpan.FromHours(1), TimeSpan.FromDays(7), o => o.SecondPassWithin, (o, v) => o with { SecondPassWithin = v },
            "A piece that is put on a tray once more to be graded is looked for among the drop-offs of this time.")
        .Section("Pins", MaintenancePinOptions.Schema, o => o.Pins, (o, v) => o with { Pins = v });

    /// <summary>The GPIO lines in use.</summary>
    public IEnumerable<GpioLine> Lines => GpioLine.On(
        GpioChip,
        ("Maintenance:Pin", Pin),
        ("Maintenance:Pins:Reuse", Pins.Reuse),
        ("Maintenance:Pins:Pulp", Pins.Pulp),
        ("Maintenance:Pins:Refuse", Pins.Refuse));
}
