namespace StationAgent.DropOff;

/// <summary>How an amendment changes an earlier drop-off.</summary>
internal enum AmendmentChange
{
    /// <summary>The piece left inside its withdrawal window.</summary>
    Withdrawn,

    /// <summary>The agent was not watching to the end of the withdrawal window.</summary>
    Unsettled,

    /// <summary>The event was stored although the person was refused.</summary>
    Void,
}
