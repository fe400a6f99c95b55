using System.Collections.Immutable;

namespace StationAgent.DropOff;

/// <summary>What is to become of a piece.</summary>
/// <param name="Outcome">Accepted, rejected or undecided.</param>
/// <param name="Reasons">Why not, as codes; empty when accepted.</param>
/// <param name="Disposition">Where it goes; none unless accepted.</param>
internal sealed record Judgement(Outcome Outcome, ImmutableArray<string> Reasons, Disposition Disposition)
{
    /// <summary>The piece is taken.</summary>
    public static Judgement Accept(Disposition disposition) => new(Outcome.Accepted, [], disposition);

    /// <summary>The piece is known and not taken.</summary>
    public static Judgement Reject(params ImmutableArray<string> reasons) => new(Outcome.Rejected, reasons, Disposition.None);

    /// <summary>The piece is not known surely enough.</summary>
    public static Judgement Doubt(params ImmutableArray<string> reasons) => new(Outcome.Undecided, reasons, Disposition.None);
}
