namespace StationAgent.BinLevel.Levels;

/// <summary>What a level means to the person who empties the bin.</summary>
internal enum BinFill
{
    /// <summary>There is room.</summary>
    HasRoom,

    /// <summary>Emptying should be planned.</summary>
    NearlyFull,

    /// <summary>It should be emptied now.</summary>
    Full,
}
