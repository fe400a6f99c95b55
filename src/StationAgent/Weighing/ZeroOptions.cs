using StationAgent.Configuration;

namespace StationAgent.Weighing;

/// <summary>The limits within which the zero follows a drifting scale: section <c>Weighing:Zero</c>.</summary>
internal sealed record ZeroOptions
{
    // 720 g an hour keeps up with a cell that drifts by 30 g in a few minutes when it is warmed. A load that the zero might absorb by mistake is too small to be detected as a change.
    public double GramsPerSecond { get; init; } = 0.2;

    // This covers more than a day of drift at 30 g an hour.
    public double RangeGrams { get; init; } = 1_000;

    public TimeSpan TimeConstant { get; init; } = TimeSpan.FromSeconds(3);

    public double StartUpGrams { get; init; } = 20;

    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<ZeroOptions> Schema { get; } = new OptionsSchema<ZeroOptions>(new ZeroOptions())
        .Number(
            "GramsPerSecond", 0, 1, o => o.GramsPerSecond, (o, v) => o with { GramsPerSecond = v },
            "Fastest change of the zero, in either direction; with 0 it does not change.", "g/s")
        .Number(
            "RangeGrams", 1, 5_000, o => o.RangeGrams, (o, v) => o with { RangeGrams = v },
            "Farthest the zero may move from the scale's own zero. Beyond it the scale is out of service until it is calibrated; from 60 % on, health shows a warning.", "g")
        .Duration(
            "TimeConstant", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), o => o.TimeConstant, (o, v) => o with { TimeConstant = v },
            "Time constant with which the zero follows the load at rest; it averages out the noise.")
        .Number(
            "StartUpGrams", 0, 500, o => o.StartUpGrams, (o, v) => o with { StartUpGrams = v },
            "A tray that settles within this distance of the scale's own zero at the start counts as empty. Keep it below the lightest piece, so that a piece on the "
            + "tray never becomes the zero.", "g")
        .Duration(
            "KeepFor", TimeSpan.Zero, TimeSpan.FromDays(30), o => o.KeepFor, (o, v) => o with { KeepFor = v },
            "Greatest age at which a zero from before a restart is used again; 0 turns this off.")
        .Rule(Check);

    private static KeyFault[] Check(ZeroOptions zero) => KeyFault.When(
        zero.StartUpGrams > zero.RangeGrams, "StartUpGrams", $"must not exceed Weighing:Zero:RangeGrams, which is {zero.RangeGrams}");
}
