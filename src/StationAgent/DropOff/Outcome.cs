namespace StationAgent.DropOff;

/// <summary>How a presented piece was judged.</summary>
internal enum Outcome
{
    /// <summary>Recognised packaging; the person is rewarded after the withdrawal window.</summary>
    Accepted,

    /// <summary>Recognised as something that the station does not accept.</summary>
    Rejected,

    /// <summary>Not recognised with enough certainty.</summary>
    Undecided,
}
