namespace StationAgent.Weighing;

/// <summary>How far and how fast the zero may follow a drifting scale.</summary>
internal sealed record ZeroOptions
{
    /// <summary>
    /// Fastest change of the zero, in grams a second. 0 (never) to 1. The default of 0.2 (720 g an hour) keeps up with a cell that is warmed by
    /// 30 g in some minutes. What the zero could swallow by mistake is too little to be seen as a change, at any rate.
    /// </summary>
    public double GramsPerSecond { get; init; } = 0.2;

    /// <summary>
    /// Farthest the zero may go from the scale's own, in grams; beyond it the scale needs a calibration, and from 60 % on that is told. 1–5,000. The
    /// default is more than a day of 30 g an hour.
    /// </summary>
    public double RangeGrams { get; init; } = 1_000;

    /// <summary>Time constant of the zero behind the load at rest, which averages the noise out. 0.1–60 s.</summary>
    public TimeSpan TimeConstant { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A tray that settles within this many grams of the scale's own zero at start is taken for empty. 0–500. It must be below the lightest
    /// piece: what lies on the tray at start must never become the zero.
    /// </summary>
    public double StartUpGrams { get; init; } = 20;

    /// <summary>How old a zero that was kept over a restart may be. 0 (none is used) to 30 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);
}
