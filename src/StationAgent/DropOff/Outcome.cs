namespace StationAgent.DropOff;

/// <summary>How a presented piece was judged.</summary>
internal enum Outcome
{
    /// <summary>Recognised packaging; the person is rewarded after the withdrawal window.</summary>
    Accepted,

    /// <summary>Recognised as something that is not taken.</summary>
    Rejected,

    /// <summary>Not recognised surely enough.</summary>
    Undecided,
}
