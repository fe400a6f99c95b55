using StationAgent.Vision.Inference;
using Xunit;
using static StationAgent.Vision.Tests.Classes.Trees;

namespace StationAgent.Vision.Tests.Classes;

public sealed class ClassTreeReaderTests
{
    private static readonly ModelHead Pair = new("pair", 1, ["a", "b"]);

    public static TheoryData<string, string[]> Faults => new()
    {
        { "too few", ["classes", "has 1 entries; 2 to 64"] },
        { "too many", ["classes", "has 65 entries; 2 to 64"] },
        { "bad id", ["classes[1].id", "'B'", "a lower-case letter"] },
        { "long id", ["classes[1].id", "at most 64"] },
        { "twice", ["classes[1].id", "'a'", "another class"] },
        { "bad below", ["classes[0].below", "'colour'", "'kind' or 'condition'"] },
        { "low threshold", ["classes[1].thresholds.tray", "'0.4'", "0.5 to 1"] },
        { "high threshold", ["classes[1].thresholds.tray", "'1.01'"] },
        { "no number", ["classes[1].thresholds.tray", "'NaN'"] },
        { "unknown parent", ["classes[2].parent", "'x'", "no class has this id"] },
        { "circle", ["classes", "goes round in a circle: c is below d is below e is below c"] },
        { "own parent", ["classes", "goes round in a circle: c is below c"] },
        { "long path", ["classes", "longer than 200 characters"] },
        { "no heads", ["outputs.heads", "at least one"] },
        { "one class", ["outputs.heads[0].classes", "at least 2"] },
        { "unknown class", ["outputs.heads[0].classes[1]", "'x'", "no class has this id"] },
        { "listed twice", ["outputs.heads[0].classes", "'a', which is listed already"] },
        { "first given", ["outputs.heads[0].given", "has none"] },
        { "second without given", ["outputs.heads[1].given", "is required"] },
        { "unknown given", ["outputs.heads[1].given", "'x'", "no class has this id"] },
        { "given that nothing lists", ["outputs.heads[1].given", "'c'", "no earlier head lists"] },
        { "not below given", ["outputs.heads[1].classes", "'b', which is not below the given 'a'"] },
        { "given itself", ["outputs.heads[1].classes", "'a', which is not below the given 'a'"] },
        { "missing in head", ["outputs.heads[0].classes", "no class that contains 'c'"] },
        { "overlap", ["outputs.heads[0].classes", "two classes that contain 'a/c': 'a' and 'a/c'"] },
        { "head between", ["outputs.heads[2].classes", "'a/x/p', which overlaps with 'a/x' of another head"] },
        { "head between, deeper first", ["outputs.heads[2].classes", "'a/x', which overlaps with 'a/x/p' of another head"] },
        { "null class", ["classes[1]", "is null"] },
        { "null in head", ["outputs.heads[0].classes[1]", "no class has this id"] },
        { "silent leaf", ["classes", "'a/c' without an output"] },
        { "unknown empty", ["empty", "'x'", "no class has this id"] },
        { "inner empty", ["empty", "'a'", "no parent, none below it"] },
        { "low empty", ["empty", "'c'", "no parent, none below it"] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_no_tree_is_refused_by_name(string fault, string[] mentioned)
    {
        var problem = Assert.Throws<ModelException>(() => Make(fault).ToTree("m.json"));

        Assert.StartsWith("m.json: ", problem.Message, StringComparison.Ordinal);
        Assert.All(mentioned, text => Assert.Contains(text, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_needs_no_class_of_an_empty_platform()
    {
        Assert.Equal(2, Read([Class("a"), Class("b")], empty: null, Pair).Nodes.Length);
    }

    private static ModelManifest Make(string fault) => fault switch
    {
        "too few" => Manifest([Class("a")], null, Pair),
        "too many" => Manifest([.. Enumerable.Range(0, 65).Select(static i => Class($"a{i}"))], null, Pair),
        "bad id" => Manifest([Class("a"), Class("B")], null, Pair),
        "long id" => Manifest([Class("a"), Class(new string('b', 65))], null, Pair),
        "twice" => Manifest([Class("a"), Class("a")], null, Pair),
        "bad below" => Manifest([Class("a", below: "colour"), Class("b")], null, Pair),
        "low threshold" => Manifest([Class("a"), Class("b", threshold: 0.4)], null, Pair),
        "high threshold" => Manifest([Class("a"), Class("b", threshold: 1.01)], null, Pair),
        "no number" => Manifest([Class("a"), Class("b", threshold: double.NaN)], null, Pair),
        "unknown parent" => Manifest([Class("a"), Class("b"), Class("c", "x")], null, Pair),
        "circle" => Manifest([Class("a"), Class("b"), Class("c", "d"), Class("d", "e"), Class("e", "c")], null, Pair),
        "own parent" => Manifest([Class("a"), Class("b"), Class("c", "c")], null, Pair),
        "long path" => Manifest(
            [Class("a"), Class(new string('b', 60), "a"), Class(new string('c', 60), new string('b', 60)), Class(new string('d', 60), new string('c', 60)), Class(new string('e', 60), new string('d', 60))],
            null,
            Pair),
        "no heads" => Manifest([Class("a"), Class("b")], null),
        "one class" => Manifest([Class("a"), Class("b")], null, new ModelHead("pair", 1, ["a"])),
        "unknown class" => Manifest([Class("a"), Class("b")], null, new ModelHead("pair", 1, ["a", "x"])),
        "listed twice" => Manifest([Class("a"), Class("b")], null, new ModelHead("pair", 1, ["a", "b", "a"])),
        "first given" => Manifest([Class("a"), Class("b")], null, Pair with { Given = "a" }),
        "second without given" => Manifest([Class("a"), Class("b")], null, Pair, new ModelHead("more", 1, ["a", "b"])),
        "unknown given" => Below(new ModelHead("more", 1, ["c", "d"], "x")),
        "given that nothing lists" => Below(new ModelHead("more", 1, ["c", "d"], "c")),
        "not below given" => Below(new ModelHead("more", 1, ["c", "b"], "a")),
        "given itself" => Below(new ModelHead("more", 1, ["c", "a"], "a")),
        "missing in head" => Manifest([Class("a"), Class("b"), Class("c")], null, Pair),
        "overlap" => Manifest([Class("a"), Class("b"), Class("c", "a")], null, new ModelHead("pair", 1, ["a", "b", "c"])),
        "head between" => Twice(new ModelHead("more", 1, ["x", "y"], "a"), new ModelHead("most", 1, ["p", "q", "r", "s"], "a")),
        "head between, deeper first" => Twice(new ModelHead("more", 1, ["p", "q", "r", "s"], "a"), new ModelHead("most", 1, ["x", "y"], "a")),
        "null class" => Manifest([Class("a"), null!], null, Pair),
        "null in head" => Manifest([Class("a"), Class("b")], null, new ModelHead("pair", 1, ["a", null!])),
        "silent leaf" => Manifest([Class("a"), Class("b"), Class("c", "a")], null, Pair),
        "unknown empty" => Manifest([Class("a"), Class("b")], "x", Pair),
        "inner empty" => Below(new ModelHead("more", 1, ["c", "d"], "a"), "a"),
        "low empty" => Below(new ModelHead("more", 1, ["c", "d"], "a"), "c"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "is not a fault"),
    };

    private static ModelManifest Twice(ModelHead second, ModelHead third) => Manifest(
        [Class("a"), Class("b"), Class("x", "a"), Class("y", "a"), Class("p", "x"), Class("q", "x"), Class("r", "y"), Class("s", "y")], null, Pair, second, third);

    private static ModelManifest Below(ModelHead second, string? empty = null) =>
        Manifest([Class("a"), Class("b"), Class("c", "a"), Class("d", "a")], empty, Pair, second);
}
