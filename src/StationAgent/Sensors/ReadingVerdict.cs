namespace StationAgent.Sensors;

/// <summary>What one reading of a sensor is worth.</summary>
/// <param name="IsUsable">True when the station can work with the sensor from this reading on.</param>
/// <param name="Problem">In plain words what is wrong with the reading; null when nothing is.</param>
internal readonly record struct ReadingVerdict(bool IsUsable, string? Problem)
{
    /// <summary>A reading as it should be.</summary>
    public static ReadingVerdict Good => new(IsUsable: true, Problem: null);

    /// <summary>Nothing is wrong, but the station needs more readings before it can work with the sensor.</summary>
    public static ReadingVerdict NotYet => new(IsUsable: false, Problem: null);

    /// <summary>A reading that says that the sensor has failed.</summary>
    public static ReadingVerdict Wrong(string problem) => new(IsUsable: false, problem);
}
