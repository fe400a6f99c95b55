using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Contracts.Carbon;

/// <summary>The factors in force, one for each way a piece can go; without a factor there is no figure.</summary>
/// <param name="Reuse">For pieces that are used again.</param>
/// <param name="Pulp">For pieces that are pulped.</param>
/// <param name="Recycle">For pieces that are recycled otherwise.</param>
internal sealed record CarbonFactors(CarbonFactor? Reuse, CarbonFactor? Pulp, CarbonFactor? Recycle)
{
    /// <summary>Computes what a piece avoids; null when there is no factor, or the factor needs a mass that was never settled.</summary>
    public CarbonData? For(Disposition disposition, StableWeight? mass)
    {
        var factor = disposition switch
        {
            Disposition.Reuse => Reuse,
            Disposition.Pulp => Pulp,
            Disposition.Recycle => Recycle,
            _ => null,
        };
        if (factor is null || (factor.GramsPerGram != 0 && mass is null))
        {
            return null;
        }

        var grams = factor.GramsPerPiece + (factor.GramsPerGram * Math.Max(0, mass?.Mass.Value ?? 0));
        return new CarbonData(Rounded.Grams(grams), factor.Id, factor.Version);
    }
}
