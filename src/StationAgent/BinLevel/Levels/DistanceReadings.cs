namespace StationAgent.BinLevel.Levels;

/// <summary>Turns the readings of one measurement into a distance, without state or side effects.</summary>
internal static class DistanceReadings
{
    /// <summary>The number of readings in one measurement; at least <see cref="Needed"/> must be good, and their median counts.</summary>
    public const int Readings = 5;

    /// <summary>The number of good readings that a distance needs.</summary>
    public const int Needed = 3;

    /// <summary>Computes the distance from the good readings of one measurement.</summary>
    /// <param name="good">The readings that are within the range of the sensor.</param>
    /// <returns>Their median; null when there are fewer than <see cref="Needed"/>.</returns>
    public static double? DistanceOf(IReadOnlyCollection<double> good) => good.Count >= Needed ? Median(good) : null;

    /// <summary>Finds the middle of several readings; the lower of the two middle ones of an even number.</summary>
    /// <param name="readings">At least one.</param>
    public static double Median(IEnumerable<double> readings)
    {
        var sorted = readings.Order().ToArray();
        return sorted[(sorted.Length - 1) / 2];
    }
}
