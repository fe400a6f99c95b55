using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Signals;

/// <summary>The line of each output; null for an output that the station does not have: section <c>Signals:Pins</c>.</summary>
internal sealed record SignalPinOptions
{
    public int? Ready { get; init; }

    public int? Busy { get; init; }

    public int? Occupied { get; init; }

    public int? Accepted { get; init; }

    public int? Rejected { get; init; }

    public int? OutOfService { get; init; }

    public int? Buzzer { get; init; }

    public int? Reuse { get; init; }

    public int? Pulp { get; init; }

    public int? Other { get; init; }

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<SignalPinOptions> Schema { get; } = new OptionsSchema<SignalPinOptions>(new SignalPinOptions())
        .OptionalInteger("Ready", 0, GpioLimits.HighestLine, o => o.Ready, (o, v) => o with { Ready = v }, "Line of the lamp: a piece may be dropped off.")
        .OptionalInteger("Busy", 0, GpioLimits.HighestLine, o => o.Busy, (o, v) => o with { Busy = v }, "Line of the lamp: please wait.")
        .OptionalInteger("Occupied", 0, GpioLimits.HighestLine, o => o.Occupied, (o, v) => o with { Occupied = v }, "Line of the lamp: clear the platform.")
        .OptionalInteger("Accepted", 0, GpioLimits.HighestLine, o => o.Accepted, (o, v) => o with { Accepted = v }, "Line of the lamp: the piece was accepted.")
        .OptionalInteger("Rejected", 0, GpioLimits.HighestLine, o => o.Rejected, (o, v) => o with { Rejected = v }, "Line of the lamp: the piece was not accepted.")
        .OptionalInteger(
            "OutOfService", 0, GpioLimits.HighestLine, o => o.OutOfService, (o, v) => o with { OutOfService = v }, "Line of the lamp: no piece can be taken.")
        .OptionalInteger("Buzzer", 0, GpioLimits.HighestLine, o => o.Buzzer, (o, v) => o with { Buzzer = v }, "Line of the buzzer.")
        .OptionalInteger(
            "Reuse", 0, GpioLimits.HighestLine, o => o.Reuse, (o, v) => o with { Reuse = v },
            "Line of the lamp: the accepted piece is used again. Lit until the station is ready for the next piece, as the two below.")
        .OptionalInteger("Pulp", 0, GpioLimits.HighestLine, o => o.Pulp, (o, v) => o with { Pulp = v }, "Line of the lamp: the accepted piece is pulped.")
        .OptionalInteger("Other", 0, GpioLimits.HighestLine, o => o.Other, (o, v) => o with { Other = v }, "Line of the lamp: the accepted piece goes elsewhere.");

    /// <summary>Name and line of each output that has one.</summary>
    public IEnumerable<(string Name, int Line)> Named()
    {
        (string Name, int? Line)[] all =
        [
            (nameof(Ready), Ready),
            (nameof(Busy), Busy),
            (nameof(Occupied), Occupied),
            (nameof(Accepted), Accepted),
            (nameof(Rejected), Rejected),
            (nameof(OutOfService), OutOfService),
            (nameof(Buzzer), Buzzer),
            (nameof(Reuse), Reuse),
            (nameof(Pulp), Pulp),
            (nameof(Other), Other),
        ];
        return all.Where(static one => one.Line is not null).Select(static one => (one.Name, one.Line!.Value));
    }
}
