using StationAgent.Configuration;

namespace StationAgent.DropOff;

/// <summary>How the station treats one class of packaging.</summary>
internal sealed record ClassRule
{
    private const double MostGrams = 100_000;

    public bool Accepted { get; init; } = true;

    public Disposition Disposition { get; init; }

    public double LightestGrams { get; init; }

    public double HeaviestGrams { get; init; }

    /// <summary>The keys and rules of a section that holds such a rule.</summary>
    /// <param name="section">Full path of the section, for messages.</param>
    /// <param name="defaults">The rule in force when no configuration source changes it.</param>
    public static OptionsSchema<ClassRule> SchemaOf(string section, ClassRule defaults) => new OptionsSchema<ClassRule>(defaults)
        .Flag("Accepted", o => o.Accepted, (o, v) => o with { Accepted = v }, "Whether the station takes pieces of this class.")
        .Choice(
            "Disposition", o => o.Disposition, (o, v) => o with { Disposition = v },
            "Where an accepted piece goes; must not be none for an accepted class.")
        .Number(
            "LightestGrams", 0, MostGrams, o => o.LightestGrams, (o, v) => o with { LightestGrams = v },
            "The lightest that a piece of this class can be.", "g")
        .Number(
            "HeaviestGrams", 0, MostGrams, o => o.HeaviestGrams, (o, v) => o with { HeaviestGrams = v },
            "The heaviest that a piece of this class can be when nothing is inside.", "g")
        .Rule(rule => Check(section, rule));

    private static KeyFault[] Check(string section, ClassRule rule) =>
    [
        .. KeyFault.When(
            rule.LightestGrams >= rule.HeaviestGrams, "HeaviestGrams", $"must be above {section}:LightestGrams, which is {rule.LightestGrams}"),
        .. KeyFault.When(
            rule.Accepted && rule.Disposition == Disposition.None,
            "Disposition",
            "must be reuse, pulp or recycle, because pieces of this class are accepted"),
    ];
}
