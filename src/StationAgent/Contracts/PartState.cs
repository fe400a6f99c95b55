namespace StationAgent.Contracts;

/// <summary>How a part of the station is.</summary>
internal enum PartState
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, but somebody should look at it.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Failed,
}
