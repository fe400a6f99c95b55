using StationAgent.Configuration;
using StationAgent.Vision.Classes;

namespace StationAgent.DropOff.Rules;

/// <summary>What the configuration says about one class; what it does not say comes from the class above it.</summary>
internal sealed record ClassRuleOptions
{
    /// <summary>The heaviest of all, in g.</summary>
    public const double MostGrams = 100_000;

    /// <summary>As the id of a carbon factor: none, not even that of the class above.</summary>
    public const string NoFactor = "none";

    private const int LongestReason = 64;
    private const int LongestFactor = 64;

    public bool? Accepted { get; init; }

    public Disposition? Disposition { get; init; }

    public double? LightestGrams { get; init; }

    public double? HeaviestGrams { get; init; }

    public string? Reason { get; init; }

    public string? ReuseFactor { get; init; }

    public string? PulpFactor { get; init; }

    public string? RecycleFactor { get; init; }

    /// <summary>The keys of its carbon factors that are set, with the ids.</summary>
    public IEnumerable<(string Key, string Id)> Factors =>
        from one in new[] { (Key: nameof(ReuseFactor), Id: ReuseFactor), (Key: nameof(PulpFactor), Id: PulpFactor), (Key: nameof(RecycleFactor), Id: RecycleFactor) }
        where one.Id is not null
        select (one.Key, one.Id!);

    /// <summary>The keys of such a section.</summary>
    public static OptionsSchema<ClassRuleOptions> Schema { get; } = new OptionsSchema<ClassRuleOptions>(new ClassRuleOptions())
        .OptionalFlag(
            "Accepted", o => o.Accepted, (o, v) => o with { Accepted = v },
            "Whether the station takes pieces of this class. Like each key of a class: where it is not set, the class above decides; at the top, false.")
        .OptionalChoice(
            "Disposition", o => o.Disposition, (o, v) => o with { Disposition = v },
            "Where an accepted piece goes; must not be none for an accepted class. With sort, a person decides.")
        .OptionalNumber(
            "LightestGrams", 0, MostGrams, o => o.LightestGrams, (o, v) => o with { LightestGrams = v },
            "The lightest that a piece of this class can be.", "g")
        .OptionalNumber(
            "HeaviestGrams", 0, MostGrams, o => o.HeaviestGrams, (o, v) => o with { HeaviestGrams = v },
            "The heaviest that a piece of this class can be when nothing is inside.", "g")
        .OptionalParsed(
            "Reason",
            "text",
            $"a reason code: a lower-case letter, then letters, digits and single _ between them, at most {LongestReason} in all",
            static text => IsCode(text) ? text : null,
            o => o.Reason,
            (o, v) => o with { Reason = v },
            "Reason code of pieces that are not accepted because they are of this class; where no class sets it, class_not_taken.")
        .OptionalText(
            "ReuseFactor", LongestFactor, o => o.ReuseFactor, (o, v) => o with { ReuseFactor = v },
            "Id of the carbon factor of pieces that are used again, from the document that Carbon:FactorsFile names; with none there is no figure.")
        .OptionalText(
            "PulpFactor", LongestFactor, o => o.PulpFactor, (o, v) => o with { PulpFactor = v },
            "Id of the carbon factor of pieces that are pulped; with none there is no figure.")
        .OptionalText(
            "RecycleFactor", LongestFactor, o => o.RecycleFactor, (o, v) => o with { RecycleFactor = v },
            "Id of the carbon factor of pieces that are recycled in another way; with none there is no figure.");

    // As the schema of the events has it.
    private static bool IsCode(string text) =>
        text.Length <= LongestReason && ClassPath.IsId(text) && text[^1] != '_' && !text.Contains("__", StringComparison.Ordinal);
}
