using System.Collections.Immutable;
using StationAgent.Configuration;
using StationAgent.Vision.Classes;
using StationAgent.Weighing;

namespace StationAgent.DropOff.Rules;

/// <summary>How the station treats each class: rules by the path of the class, each key of which holds for the classes below it too until one of them sets it.</summary>
internal sealed class ClassRules
{
    private const string Section = "Classes";

    private readonly ImmutableSortedDictionary<string, ClassRuleOptions> _given;

    public ClassRules(IEnumerable<KeyValuePair<string, ClassRuleOptions>> given) =>
        _given = given.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The keys and rules of a section that holds these rules in a section of its own.</summary>
    /// <param name="defaults">The rules in force when no source says otherwise.</param>
    public static OptionsSchema<ClassRules> SchemaOf(ClassRules defaults) => new OptionsSchema<ClassRules>(defaults)
        .Sections(
            Section,
            "ids of classes joined by /, in lower-case letters, digits and _",
            ClassPath.IsPath,
            ClassRuleOptions.Schema,
            static rules => rules.Paths,
            static (rules, path) => rules.Given(path),
            static (rules, path, rule) => rules.With(path, rule))
        .Rule(static rules => rules.Check());

    /// <summary>The classes that have a rule of their own.</summary>
    public IEnumerable<string> Paths => _given.Keys;

    /// <summary>The heaviest that any accepted piece can be; infinite when the station takes nothing.</summary>
    public Grams Heaviest => new(
        _given.Keys.Select(For).OfType<ClassRule>().Where(static rule => rule.Accepted)
            .Select(static rule => rule.HeaviestGrams).DefaultIfEmpty(double.PositiveInfinity).Max());

    /// <summary>What the configuration says about this very class.</summary>
    public ClassRuleOptions Given(string path) => _given.GetValueOrDefault(path) ?? new ClassRuleOptions();

    /// <summary>The same rules with another one for a class.</summary>
    public ClassRules With(string path, ClassRuleOptions rule) => new(_given.SetItem(path, rule));

    /// <summary>The rules of the classes that a model knows.</summary>
    public ClassRules On(ClassTree classes) => new(_given.Where(one => classes.Find(one.Key) is not null));

    /// <summary>The rule for a class; null when neither it nor any above it has one.</summary>
    public ClassRule? For(string path)
    {
        var found = false;
        var rule = new ClassRuleOptions();
        for (var one = path; one is not null; one = ClassPath.Parent(one))
        {
            if (_given.TryGetValue(one, out var given))
            {
                found = true;
                rule = new ClassRuleOptions
                {
                    Accepted = rule.Accepted ?? given.Accepted,
                    Disposition = rule.Disposition ?? given.Disposition,
                    LightestGrams = rule.LightestGrams ?? given.LightestGrams,
                    HeaviestGrams = rule.HeaviestGrams ?? given.HeaviestGrams,
                    Reason = rule.Reason ?? given.Reason,
                    ReuseFactor = rule.ReuseFactor ?? given.ReuseFactor,
                    PulpFactor = rule.PulpFactor ?? given.PulpFactor,
                    RecycleFactor = rule.RecycleFactor ?? given.RecycleFactor,
                };
            }
        }

        return found
            ? new ClassRule(
                rule.Accepted ?? false,
                rule.Disposition ?? Disposition.None,
                rule.LightestGrams ?? 0,
                rule.HeaviestGrams ?? ClassRuleOptions.MostGrams,
                rule.Reason ?? Reasons.ClassNotTaken)
            {
                ReuseFactor = Named(rule.ReuseFactor),
                PulpFactor = Named(rule.PulpFactor),
                RecycleFactor = Named(rule.RecycleFactor),
            }
            : null;
    }

    /// <summary>True when the station takes a class below this one.</summary>
    public bool IsAnyAcceptedBelow(ClassNode node) =>
        node.Children.Any(child => For(child.Path) is { Accepted: true } || IsAnyAcceptedBelow(child));

    /// <summary>True when there is a class below this one that the station does not take.</summary>
    public bool IsAnyRefusedBelow(ClassNode node) =>
        node.Children.Any(child => For(child.Path) is not { Accepted: true } || IsAnyRefusedBelow(child));

    /// <summary>True when a piece of a class below this one would be treated in another way.</summary>
    public bool IsDividedBelow(ClassNode node) => IsDividedBelow(node, For(node.Path));

    /// <summary>Rules for classes that a model does not know. Rules that come with the program may be among them, because there are other models.</summary>
    /// <param name="classes">The classes of the model.</param>
    /// <returns>One fault for each, with the full path of its section.</returns>
    public IEnumerable<KeyFault> CheckAgainst(ClassTree classes) =>
        from one in _given
        where classes.Find(one.Key) is null && DefaultClassRules.Rules.Given(one.Key) != one.Value
        let nearest = NearestName.Find(one.Key, classes.Nodes.Select(static node => node.Path))
        select new KeyFault(
            $"DropOff:{Section}:{one.Key}",
            "the model has no such class; " + (nearest is null ? $"it has {string.Join(", ", classes.Nodes)}" : $"did you mean '{nearest}'?"));

    /// <summary>Ids of carbon factors that a document lacks.</summary>
    /// <param name="known">The ids of the document.</param>
    /// <returns>One fault for each, with the full path of its key.</returns>
    public IEnumerable<KeyFault> CheckFactors(IReadOnlyCollection<string> known) =>
        from one in _given
        from factor in one.Value.Factors
        where Named(factor.Id) is { } id && !known.Contains(id, StringComparer.Ordinal)
        let nearest = NearestName.Find(factor.Id, known)
        select new KeyFault(
            $"DropOff:{Section}:{one.Key}:{factor.Key}",
            $"is '{factor.Id}', which is not among the carbon factors; "
            + (nearest is null ? $"they are {string.Join(", ", known)}, or {ClassRuleOptions.NoFactor}" : $"did you mean '{nearest}'?"));

    private static string? Named(string? factor) => factor == ClassRuleOptions.NoFactor ? null : factor;

    private KeyFault[] Check() => [.. _given.Keys.SelectMany(path => Check($"{Section}:{path}", For(path)!))];

    private static KeyFault[] Check(string section, ClassRule rule) =>
    [
        .. KeyFault.When(
            rule.LightestGrams >= rule.HeaviestGrams,
            $"{section}:HeaviestGrams",
            $"is {rule.HeaviestGrams}, must be above LightestGrams of this class, which is {rule.LightestGrams}"),
        .. KeyFault.When(
            rule is { Accepted: true, Disposition: Disposition.None },
            $"{section}:Disposition",
            "must be reuse, pulp, recycle or sort, because pieces of this class are accepted"),
    ];

    private bool IsDividedBelow(ClassNode node, ClassRule? rule) => node.Children.Any(child =>
        For(child.Path) is var below && (below?.Accepted != rule?.Accepted || below?.Disposition != rule?.Disposition || IsDividedBelow(child, rule)));
}
