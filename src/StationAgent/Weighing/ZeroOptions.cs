namespace StationAgent.Weighing;

/// <summary>How far and how fast the zero may follow a drifting scale.</summary>
internal sealed record ZeroOptions
{
    /// <summary>
    /// Fastest change of the zero, in grams a second. 0 (never) to 1. The default of 0.1 (360 g an hour) follows twelve times the drift of a
    /// cheap load cell, yet needs more than a minute for the lightest piece that counts.
    /// </summary>
    public double GramsPerSecond { get; init; } = 0.1;

    /// <summary>Farthest the zero may go from the scale's own, in grams; beyond it the scale needs a calibration. 1–5,000.</summary>
    public double RangeGrams { get; init; } = 500;

    /// <summary>Time constant of the zero behind the load at rest, which averages the noise out. 0.1–60 s.</summary>
    public TimeSpan TimeConstant { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A tray that settles within this many grams of the scale's own zero at start is taken for empty. 0–500. It must be below the lightest
    /// piece: what lies on the tray at start must never become the zero.
    /// </summary>
    public double StartUpGrams { get; init; } = 20;
}
