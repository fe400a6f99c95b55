using StationAgent.Cli;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff.Rules;
using StationAgent.Testing;
using StationAgent.Tests.Configuration;
using StationAgent.Tests.Contracts.Carbon;
using StationAgent.Tests.DropOff;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class CarbonRulesTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void The_defaults_need_no_second_look() => Assert.Empty(CarbonRules.Warnings(DefaultClassRules.Rules, FactorsDocument.Shipped, Today));

    [Fact]
    public void A_factor_for_each_piece_without_a_cap_and_one_that_has_run_out_are_mentioned()
    {
        var factors = TestFactors.Of((Factor.PerPiece, 37, 0, null), (Factor.PerPiece, 37, 0, 0.491m));
        var rules = TestFactors.RulesFor(factors);
        Assert.Equal(
            ["the carbon factor 'f0' counts pieces and has no cap, so a light piece may get more than its own production emits."],
            CarbonRules.Warnings(rules, factors, Today));
        Assert.Contains(
            "the carbon factor 'f1', version '1', is valid from 2021-01-01 to 2030-12-31, not on 2031-01-01.",
            CarbonRules.Warnings(rules, factors, new DateOnly(2031, 1, 1)));
        Assert.Empty(CarbonRules.Warnings(new ClassRules([]), factors, Today));
    }

    [Fact]
    public void A_rule_that_names_an_unknown_factor_is_refused_with_its_line()
    {
        using var sources = new TestSources().WithFile("{\n\"DropOff\": { \"Classes\": { \"packaging/carton\": { \"ReuseFactor\": \"fefco-carton-reus\" } } } }");
        var refused = Assert.Throws<StartException>(() => CarbonRules.Check(sources.Load().Configuration!, Recognitions.Classes));
        Assert.Contains("station.json:2", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "DropOff:Classes:packaging/carton:ReuseFactor: is 'fefco-carton-reus', which is not among the carbon factors; did you mean 'fefco-carton-reuse'?",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_document_has_to_have_every_factor_that_the_rules_name()
    {
        var press = Path.Combine(RepositoryFolder.Path, "deploy", "factors", "press-37.json");
        using var lacking = new TestSources().WithFile($$$"""{"Carbon":{"FactorsFile":"{{{press}}}"}}""");
        Assert.Contains(
            "packaging/carton:ReuseFactor: is 'fefco-carton-reuse', which is not among the carbon factors",
            Assert.Throws<StartException>(() => CarbonRules.Check(lacking.Load().Configuration!, Recognitions.Classes)).Message,
            StringComparison.Ordinal);
        using var complete = new TestSources()
            .WithFile($$"""{ "Carbon": { "FactorsFile": "{{press}}" }, "DropOff": { "Classes": { "packaging/carton": { "ReuseFactor": "press-carton-reuse" } } } }""");
        Assert.NotNull(CarbonRules.Check(complete.Load().Configuration!, Recognitions.Classes).Find("press-carton-reuse"));
    }
}
