namespace StationAgent.BinLevel.Levels;

/// <summary>Turns levels into <see cref="BinFill"/>. A level has to fall well below a limit before it counts as below again, so that a level that varies about the limit is reported once.</summary>
/// <param name="NearlyFull">From this level on the bin is nearly full, 0–1.</param>
/// <param name="Full">From this level on it is full; above <paramref name="NearlyFull"/>.</param>
internal readonly record struct FillJudge(double NearlyFull, double Full)
{
    /// <summary>How far a level has to fall below a limit: more than a sliding piece changes it, less than emptying does.</summary>
    public const double Hysteresis = 0.05;

    /// <summary>Judges a level.</summary>
    /// <param name="before">The previous judgement.</param>
    /// <param name="level">The level, 0–1.</param>
    public BinFill Judge(BinFill before, double level) =>
        level >= Full - (before == BinFill.Full ? Hysteresis : 0) ? BinFill.Full
        : level >= NearlyFull - (before == BinFill.HasRoom ? 0 : Hysteresis) ? BinFill.NearlyFull
        : BinFill.HasRoom;
}
