using StationAgent.Configuration;

namespace StationAgent.DropOff.Grading;

/// <summary>What a square metre of the area that pieces of one form cover weighs.</summary>
internal sealed record FormBand
{
    private const double Most = 10_000;

    /// <summary>The least, in kg/m².</summary>
    public double Least { get; init; }

    /// <summary>The most, in kg/m².</summary>
    public double Heaviest { get; init; } = Most;

    /// <summary>Its keys.</summary>
    public static OptionsSchema<FormBand> Schema { get; } = new OptionsSchema<FormBand>(new FormBand())
        .Number("Least", 0, Most, o => o.Least, (o, v) => o with { Least = v }, "The least that a square metre of the covered area weighs.", "kg/m²")
        .Number("Heaviest", 0, Most, o => o.Heaviest, (o, v) => o with { Heaviest = v }, "The most that a square metre of the covered area weighs.", "kg/m²");
}
