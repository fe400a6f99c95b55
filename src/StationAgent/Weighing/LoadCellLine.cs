namespace StationAgent.Weighing;

/// <summary>The straight line from the counts of a load cell's converter to grams.</summary>
/// <param name="ZeroCounts">What the empty platform reads, in counts.</param>
/// <param name="CountsPerGram">Rise of the reading with the load; over 0.</param>
internal readonly record struct LoadCellLine(double ZeroCounts, double CountsPerGram)
{
    /// <summary>One count is one gram: for readings that are grams already, and for counts that are to be looked at as they are.</summary>
    public static LoadCellLine Identity => new(0, 1);

    /// <summary>The mass over the empty platform that a reading means.</summary>
    public Grams MassOf(double counts) => new((counts - ZeroCounts) / CountsPerGram);
}
