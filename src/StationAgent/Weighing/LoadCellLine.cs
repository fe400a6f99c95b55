namespace StationAgent.Weighing;

/// <summary>The straight line from the counts of a load cell's converter to grams.</summary>
/// <param name="ZeroCounts">What the empty platform reads, in counts.</param>
/// <param name="CountsPerGram">Increase of the reading for each gram of load; above 0.</param>
internal readonly record struct LoadCellLine(double ZeroCounts, double CountsPerGram)
{
    /// <summary>One count is one gram: for readings that are already grams, and for counts that are shown without conversion.</summary>
    public static LoadCellLine Identity => new(0, 1);

    /// <summary>Converts a reading to the mass above the empty platform.</summary>
    public Grams MassOf(double counts) => new((counts - ZeroCounts) / CountsPerGram);
}
