using StationAgent.Configuration;

namespace StationAgent.Contracts.Carbon;

/// <summary>
/// The emissions that taking a piece avoids: section <c>Carbon</c>. Published factors differ by a factor of ten, so only reuse has a default: the couriers' own, the lowest known
/// (37 g a carton, Cainiao and couriers 2019–2022).
/// </summary>
internal sealed record CarbonOptions
{
    /// <summary>For pieces that are used again.</summary>
    public CarbonFactorOptions Reuse { get; init; } = new() { FactorId = "courier-carton-reuse", FactorVersion = "2022", GramsPerPiece = 37 };

    /// <summary>For pieces that are pulped.</summary>
    public CarbonFactorOptions Pulp { get; init; } = new();

    /// <summary>For pieces that are recycled otherwise.</summary>
    public CarbonFactorOptions Recycle { get; init; } = new();

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<CarbonOptions> Schema { get; } = SchemaOf(new CarbonOptions());

    /// <summary>The factors in force.</summary>
    public CarbonFactors ToFactors() => new(Reuse.ToFactor(), Pulp.ToFactor(), Recycle.ToFactor());

    private static OptionsSchema<CarbonOptions> SchemaOf(CarbonOptions defaults) => new OptionsSchema<CarbonOptions>(defaults)
        .Section("Reuse", CarbonFactorOptions.SchemaOf(defaults.Reuse), o => o.Reuse, (o, v) => o with { Reuse = v })
        .Section("Pulp", CarbonFactorOptions.SchemaOf(defaults.Pulp), o => o.Pulp, (o, v) => o with { Pulp = v })
        .Section("Recycle", CarbonFactorOptions.SchemaOf(defaults.Recycle), o => o.Recycle, (o, v) => o with { Recycle = v });
}
