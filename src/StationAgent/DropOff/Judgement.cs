using System.Collections.Immutable;

namespace StationAgent.DropOff;

/// <summary>The decision about a piece.</summary>
/// <param name="Outcome">Accepted, rejected or undecided.</param>
/// <param name="Reasons">Why it is not accepted, as codes; empty when accepted.</param>
/// <param name="Disposition">Where it goes; none unless it is accepted.</param>
/// <param name="Remarks">Why an accepted piece needs a look, as codes.</param>
internal sealed record Judgement(Outcome Outcome, ImmutableArray<string> Reasons, Disposition Disposition, ImmutableArray<string> Remarks)
{
    /// <summary>The piece is accepted.</summary>
    public static Judgement Accept(Disposition disposition, params ImmutableArray<string> remarks) => new(Outcome.Accepted, [], disposition, remarks);

    /// <summary>The piece is recognised and not accepted.</summary>
    public static Judgement Reject(params ImmutableArray<string> reasons) => new(Outcome.Rejected, reasons, Disposition.None, []);

    /// <summary>The piece is not recognised with enough certainty.</summary>
    public static Judgement Doubt(params ImmutableArray<string> reasons) => new(Outcome.Undecided, reasons, Disposition.None, []);
}
