namespace StationAgent.Contracts.Grading;

/// <summary>What became of a request to grade a drop-off.</summary>
internal enum GradeResult
{
    /// <summary>The grade is stored.</summary>
    Graded,

    /// <summary>It is not, and the reason says why.</summary>
    Refused,
}
