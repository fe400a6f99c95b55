namespace StationAgent.DropOff.Rules;

/// <summary>How the station treats pieces of one class.</summary>
/// <param name="Accepted">Whether it takes them.</param>
/// <param name="Disposition">Where an accepted piece goes.</param>
/// <param name="LightestGrams">The lightest that such a piece can be, in g.</param>
/// <param name="HeaviestGrams">The heaviest that such a piece can be when nothing is inside, in g.</param>
/// <param name="Reason">The reason code of a piece that is not accepted because of its class.</param>
internal sealed record ClassRule(bool Accepted, Disposition Disposition, double LightestGrams, double HeaviestGrams, string Reason)
{
    /// <summary>Id of the carbon factor of pieces that are used again; null for none.</summary>
    public string? ReuseFactor { get; init; }

    /// <summary>Id of the carbon factor of pieces that are pulped; null for none.</summary>
    public string? PulpFactor { get; init; }

    /// <summary>Id of the carbon factor of pieces that are recycled in another way; null for none.</summary>
    public string? RecycleFactor { get; init; }

    /// <summary>Id of the carbon factor of a piece that goes this way; null for none, as for a piece to be sorted.</summary>
    public string? FactorFor(Disposition disposition) => disposition switch
    {
        Disposition.Reuse => ReuseFactor,
        Disposition.Pulp => PulpFactor,
        Disposition.Recycle => RecycleFactor,
        _ => null,
    };
}
