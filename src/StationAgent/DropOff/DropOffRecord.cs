using System.Collections.Immutable;
using StationAgent.DropOff.Grading;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>One judged piece, as the machine decided it, before the store has assigned its identifier.</summary>
/// <param name="Number">Running number of the presented pieces since start, from 1.</param>
/// <param name="Outcome">The judgement.</param>
/// <param name="Reasons">Reason codes in lower snake case; empty when accepted.</param>
/// <param name="Recognition">What the pictures showed; null when none could be examined.</param>
/// <param name="Disposition">Where the piece goes; <see cref="DropOff.Disposition.None"/> unless accepted.</param>
/// <param name="Mass">The settled mass of the piece (bin: of the step); null when the load never settled.</param>
/// <param name="PresentedAt">When the load changed, time since boot.</param>
/// <param name="StableAt">When the load settled, time since boot; null when it never did.</param>
internal sealed record DropOffRecord(
    long Number,
    Outcome Outcome,
    ImmutableArray<string> Reasons,
    Recognition? Recognition,
    Disposition Disposition,
    StableWeight? Mass,
    TimeSpan PresentedAt,
    TimeSpan? StableAt)
{
    /// <summary>Why an accepted piece needs a look, as codes in lower snake case.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>True when it was presented in maintenance: then it is worth nothing, whatever the outcome is.</summary>
    public bool IsTest { get; init; }

    /// <summary>What size, area and mass tell of the piece; null when the camera is not calibrated, or when nothing was measured.</summary>
    public PieceGrade? Grade { get; init; }

    /// <summary>Id of the first event about this piece, when it was refused shortly before and is presented again; null otherwise.</summary>
    public string? RetryOf { get; init; }
}
