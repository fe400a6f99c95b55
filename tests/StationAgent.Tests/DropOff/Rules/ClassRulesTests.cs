using CsCheck;
using StationAgent.Configuration;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
using StationAgent.Vision.Classes;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff.Rules;

public sealed class ClassRulesTests
{
    private static readonly string[] Paths = ["a", "a/b", "a/b/c", "a/d", "e"];

    private static readonly Gen<ClassRuleOptions> Rule = Gen.Select(
        Gen.Bool.Nullable(), Gen.Enum<Disposition>().Nullable(), Gen.Double[0, 100].Nullable(), Gen.Double[0, 100].Nullable(), Gen.Const("x").Null(),
        static (accepted, disposition, lightest, heaviest, reason) => new ClassRuleOptions
        {
            Accepted = accepted,
            Disposition = disposition,
            LightestGrams = lightest,
            HeaviestGrams = heaviest,
            Reason = reason,
        });

    private static readonly Gen<ClassRules> AnyRules = Gen.Select(Rule.Null(), Rule.Null(), Rule.Null(), Rule.Null(), Rule.Null(), static (a, b, c, d, e) =>
        new ClassRules(Paths.Zip([a, b, c, d, e]).Where(static pair => pair.Second is not null).Select(static pair => KeyValuePair.Create(pair.First, pair.Second!))));

    private static ClassRules Shipped => DefaultClassRules.Rules;

    private static ClassTree Classes => Recognitions.Classes;

    [Fact]
    public void The_shipped_rules_are_as_documented()
    {
        const string reuse = "fefco-carton-reuse";
        Assert.Equal(new ClassRule(false, Disposition.Sort, 4, 1_000, Reasons.ClassNotTaken), Shipped.For("packaging"));
        Assert.Equal(new ClassRule(true, Disposition.Sort, 20, 1_000, Reasons.ClassNotTaken) { ReuseFactor = reuse }, Shipped.For("packaging/carton"));
        Assert.Equal(new ClassRule(true, Disposition.Reuse, 25, 1_000, Reasons.ClassNotTaken) { ReuseFactor = reuse }, Shipped.For("packaging/carton/intact"));
        Assert.Equal(new ClassRule(true, Disposition.Pulp, 20, 1_000, Reasons.ClassNotTaken) { ReuseFactor = reuse }, Shipped.For("packaging/carton/damaged"));
        Assert.Equal(new ClassRule(true, Disposition.Recycle, 4, 70, Reasons.ClassNotTaken), Shipped.For("packaging/plastic_film"));
        Assert.Equal(new ClassRule(true, Disposition.Pulp, 8, 100, Reasons.ClassNotTaken), Shipped.For("packaging/paper_envelope"));
        Assert.Equal(new ClassRule(false, Disposition.None, 0, 100_000, "not_packaging"), Shipped.For("not_packaging"));
        Assert.Null(Shipped.For("empty"));
        Assert.Equal(new Grams(1_000), Shipped.Heaviest);
    }

    [Fact]
    public void The_shipped_rules_are_for_classes_of_the_shipped_model()
    {
        Assert.All(Shipped.Paths, static path => Assert.NotNull(Classes.Find(path)));
        Assert.Empty(Shipped.CheckAgainst(Classes));
    }

    [Fact]
    public void A_key_that_a_class_does_not_set_is_that_of_the_class_above()
    {
        AnyRules.Sample(rules =>
        {
            foreach (var path in Paths)
            {
                var own = rules.Given(path);
                var above = ClassPath.Parent(path) is { } parent ? rules.For(parent) : null;
                var found = rules.For(path);
                if (found is null)
                {
                    Assert.True(above is null && own == new ClassRuleOptions());
                    continue;
                }

                Assert.Equal(own.Accepted ?? above?.Accepted ?? false, found.Accepted);
                Assert.Equal(own.Disposition ?? above?.Disposition ?? Disposition.None, found.Disposition);
                Assert.Equal(own.LightestGrams ?? above?.LightestGrams ?? 0, found.LightestGrams);
                Assert.Equal(own.HeaviestGrams ?? above?.HeaviestGrams ?? ClassRuleOptions.MostGrams, found.HeaviestGrams);
                Assert.Equal(own.Reason ?? above?.Reason ?? Reasons.ClassNotTaken, found.Reason);
            }
        });
    }

    [Fact]
    public void The_heaviest_is_that_of_what_the_model_knows_and_the_station_takes()
    {
        var heavy = Shipped.With("pallet", new ClassRuleOptions { Accepted = true, Disposition = Disposition.Reuse, HeaviestGrams = 20_000 });

        Assert.Equal(new Grams(20_000), heavy.Heaviest);
        Assert.Equal(new Grams(1_000), heavy.On(Classes).Heaviest);
        Assert.Equal(double.PositiveInfinity, new ClassRules([]).Heaviest.Value);
    }

    [Fact]
    public void A_rule_for_a_class_that_the_model_lacks_is_refused_with_the_nearest_name()
    {
        var rules = Shipped.With("packaging/cartons", new ClassRuleOptions { Accepted = true }).With("pallet", new ClassRuleOptions { Accepted = false });

        Assert.Equal(
            [
                new KeyFault("DropOff:Classes:packaging/cartons", "the model has no such class; did you mean 'packaging/carton'?"),
                new KeyFault("DropOff:Classes:pallet", $"the model has no such class; it has {string.Join(", ", Classes.Nodes)}"),
            ],
            rules.CheckAgainst(Classes));
    }

    [Fact]
    public void A_class_is_divided_where_one_below_it_is_treated_otherwise()
    {
        Assert.True(Shipped.IsDividedBelow(Classes.Find("packaging/carton")!));
        Assert.True(Shipped.IsDividedBelow(Classes.Find("packaging")!));
        Assert.False(Shipped.IsDividedBelow(Classes.Find("packaging/carton/intact")!));
        Assert.False(Shipped.With("packaging/carton/damaged", new ClassRuleOptions { Disposition = Disposition.Sort })
            .With("packaging/carton/intact", new ClassRuleOptions())
            .IsDividedBelow(Classes.Find("packaging/carton")!));
        Assert.True(Shipped.IsAnyAcceptedBelow(Classes.Find("packaging")!));
        Assert.False(Shipped.IsAnyAcceptedBelow(Classes.Find("not_packaging")!));
    }
}
