namespace StationAgent.Contracts;

/// <summary>How full the bin is, in <c>state/health</c> of a station that watches it.</summary>
/// <param name="State">Degraded when the bin is nearly full or full, or when its level is not known.</param>
/// <param name="Detail">Why, in words for people; null when there is nothing to report.</param>
/// <param name="Source">What the level comes from.</param>
internal sealed record BinHealth(PartState State, string? Detail, BinLevelSource Source)
{
    /// <summary>How full it is, 0–1; null when that is not known.</summary>
    public double? Level { get; init; }

    /// <summary>The mass of its contents, in grams; null when it is not weighed or not known.</summary>
    public double? Grams { get; init; }

    /// <summary>How far its contents are from the sensor, in millimetres; null when that is not measured or not known.</summary>
    public double? Millimetres { get; init; }
}
