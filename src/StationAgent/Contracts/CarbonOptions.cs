namespace StationAgent.Contracts;

/// <summary>Section <c>Carbon</c>. Published factors differ tenfold, so only reuse has a default: the couriers' own, the lowest known.</summary>
internal sealed class CarbonOptions
{
    /// <summary>For pieces that are used again: 37 g a carton, Cainiao and couriers 2019–2022.</summary>
    public CarbonFactorOptions Reuse { get; } = new() { FactorId = "courier-carton-reuse", FactorVersion = "2022", GramsPerPiece = 37 };

    /// <summary>For pieces that are pulped.</summary>
    public CarbonFactorOptions Pulp { get; } = new();

    /// <summary>For pieces that are recycled otherwise.</summary>
    public CarbonFactorOptions Recycle { get; } = new();

    /// <summary>The factors in force.</summary>
    public CarbonFactors ToFactors() => new(Reuse.ToFactor(), Pulp.ToFactor(), Recycle.ToFactor());
}
