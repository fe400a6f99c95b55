namespace StationAgent.Contracts.Carbon;

/// <summary>How far the way is known on which a piece avoids emissions.</summary>
internal enum CarbonStage
{
    /// <summary>The piece was dropped off. What becomes of it is not known yet.</summary>
    Expected,

    /// <summary>A person has decided what becomes of it.</summary>
    Confirmed,
}
