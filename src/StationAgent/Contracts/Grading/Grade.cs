namespace StationAgent.Contracts.Grading;

/// <summary>What staff found about an accepted piece.</summary>
internal enum Grade
{
    /// <summary>It can be used again as it is.</summary>
    Reuse,

    /// <summary>It is to be pulped.</summary>
    Pulp,

    /// <summary>It should not have been taken.</summary>
    Refuse,
}
