namespace StationAgent.BinLevel.Levels;

/// <summary>What a level means to whoever empties the bin.</summary>
internal enum BinFill
{
    /// <summary>There is room.</summary>
    HasRoom,

    /// <summary>It is time to plan for it.</summary>
    NearlyFull,

    /// <summary>It should be emptied now.</summary>
    Full,
}
