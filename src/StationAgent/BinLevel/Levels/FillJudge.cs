namespace StationAgent.BinLevel.Levels;

/// <summary>Turns levels into <see cref="BinFill"/>. A level has to fall well below a limit before it counts as below again, so that one that sways about it is told once.</summary>
/// <param name="NearlyFull">From this level on the bin is nearly full, 0–1.</param>
/// <param name="Full">From this level on it is full; above <paramref name="NearlyFull"/>.</param>
internal readonly record struct FillJudge(double NearlyFull, double Full)
{
    /// <summary>How far a level has to fall below a limit: more than a piece that slides, less than an emptying.</summary>
    public const double Hysteresis = 0.05;

    /// <summary>Judges a level.</summary>
    /// <param name="before">What was judged last.</param>
    /// <param name="level">The level, 0–1.</param>
    public BinFill Judge(BinFill before, double level) =>
        level >= Full - (before == BinFill.Full ? Hysteresis : 0) ? BinFill.Full
        : level >= NearlyFull - (before == BinFill.HasRoom ? 0 : Hysteresis) ? BinFill.NearlyFull
        : BinFill.HasRoom;
}
