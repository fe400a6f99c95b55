namespace StationAgent.Sensors;

/// <summary>The judgement of one reading of a sensor.</summary>
/// <param name="IsUsable">True when the station can work with the sensor from this reading on.</param>
/// <param name="Problem">What is wrong with the reading, in plain words; null when nothing is wrong.</param>
internal readonly record struct ReadingVerdict(bool IsUsable, string? Problem)
{
    /// <summary>The reading is good.</summary>
    public static ReadingVerdict Good => new(IsUsable: true, Problem: null);

    /// <summary>Nothing is wrong, but the station needs more readings before it can work with the sensor.</summary>
    public static ReadingVerdict NotYet => new(IsUsable: false, Problem: null);

    /// <summary>A reading that says that the sensor has failed.</summary>
    public static ReadingVerdict Wrong(string problem) => new(IsUsable: false, problem);
}
