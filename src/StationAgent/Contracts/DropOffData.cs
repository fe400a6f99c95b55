using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Contracts;

/// <summary>One presented piece and how it was judged.</summary>
/// <param name="Outcome">The judgement.</param>
/// <param name="Test">True when it was presented in maintenance: then it is worth nothing, whatever the outcome is.</param>
/// <param name="Reasons">Codes in lower snake case; empty when accepted.</param>
/// <param name="Remarks">Why an accepted piece needs a look, as codes in lower snake case; empty when it needs none.</param>
/// <param name="Item">What the pictures showed; null when none could be examined.</param>
/// <param name="Disposition">Where it goes.</param>
/// <param name="Mass">Its mass; null when the load never settled.</param>
/// <param name="Carbon">The emissions that taking it avoids; null unless it is accepted and a factor applies, and for a test.</param>
/// <param name="Model">The model that classified the pictures.</param>
/// <param name="Platform">What it lay on.</param>
/// <param name="PresentedAt">When the load changed.</param>
/// <param name="StableAt">When the load settled; null when it never did.</param>
/// <param name="CommittedAt">When the event was stored.</param>
/// <param name="WithdrawalSeconds">How long after the outcome is shown the piece may still be taken back; 0 unless accepted.</param>
/// <param name="RetryOf">Id of the first event about a piece that was refused and presented again within a minute; null otherwise.</param>
/// <param name="Clock">The clock stamp for correcting the times; its boot time belongs to <paramref name="PresentedAt"/>.</param>
internal sealed record DropOffData(
    Outcome Outcome,
    bool Test,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Remarks,
    ItemData? Item,
    Disposition Disposition,
    MassData? Mass,
    CarbonData? Carbon,
    ModelData Model,
    PlatformKind Platform,
    DateTimeOffset PresentedAt,
    DateTimeOffset? StableAt,
    DateTimeOffset CommittedAt,
    double WithdrawalSeconds,
    string? RetryOf,
    ClockStamp Clock)
{
    /// <summary>What size, area and mass tell of the piece; null when the camera is not calibrated, or when nothing was measured.</summary>
    public PieceGradeData? Grade { get; init; }
}
