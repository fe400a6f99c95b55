namespace StationAgent.Contracts;

/// <summary>What the level of a bin comes from.</summary>
internal enum BinLevelSource
{
    /// <summary>A distance sensor above it.</summary>
    Distance,

    /// <summary>The mass in it.</summary>
    Mass,
}
