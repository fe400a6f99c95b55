namespace StationAgent.Contracts;

/// <summary>The state of a part of the station.</summary>
internal enum PartState
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, but a person should check it.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Failed,
}
