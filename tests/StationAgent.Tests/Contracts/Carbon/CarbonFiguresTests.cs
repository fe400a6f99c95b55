using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
using Xunit;

namespace StationAgent.Tests.Contracts.Carbon;

public sealed class CarbonFiguresTests
{
    private static readonly MassData Light = new(59, 1.2);

    [Fact]
    public void The_cap_keeps_a_light_piece_below_what_its_production_emits()
    {
        var figures = Figures(("piece", 37, 0, 0.491m));
        Assert.Equal((29.0, 0.6, true), Short(figures.Expected("c0", Disposition.Reuse, Light)));
        Assert.Equal((37.0, 0.0, false), Short(figures.Expected("c0", Disposition.Reuse, new MassData(100, 1.2))));
    }

    [Fact]
    public void A_figure_has_the_uncertainties_of_its_factor_and_of_its_mass() =>
        Assert.Equal((29.5, 6.5, false), Short(Figures(("gram", 0.5m, 0.2m, null)).Expected("c0", Disposition.Reuse, Light)));

    [Fact]
    public void Halves_are_rounded_up_in_decimal_numbers() =>
        // As a binary number 0.15 is less than that.
        Assert.Equal(0.2, Figures(("gram", 0.15m, 0, null)).Expected("c0", Disposition.Reuse, new MassData(1, 0))?.GramsCo2e);

    [Fact]
    public void No_more_counts_than_is_asked_for_and_never_more_than_was_weighed()
    {
        var figures = Figures(("gram", 1, 0, null));
        Assert.Equal(40, figures.Expected("c0", Disposition.Reuse, Light, creditGrams: 40)?.Basis.Grams);
        Assert.Equal(59, figures.Expected("c0", Disposition.Reuse, Light, creditGrams: 80)?.Basis.Grams);
        Assert.Equal(0, figures.Expected("c0", Disposition.Reuse, new MassData(-3, 1))?.GramsCo2e);
    }

    [Fact]
    public void A_piece_to_be_sorted_has_no_figure_before_a_person_has_decided()
    {
        Assert.Null(Samples.Carbon.Expected("packaging/carton", Disposition.Sort, Light));
        var confirmed = Samples.Carbon.Confirmed("packaging/carton", Disposition.Reuse, Light);
        Assert.Equal((CarbonStage.Confirmed, 29), (confirmed?.Stage, confirmed?.GramsCo2e));
    }

    [Fact]
    public void Where_no_factor_applies_there_is_no_figure()
    {
        (string? Path, Disposition Disposition)[] cases =
        [
            ("packaging/carton/intact", Disposition.Pulp),
            ("packaging/plastic_film", Disposition.Recycle),
            ("packaging/plastic_film", Disposition.Reuse),
            ("packaging/carton/intact", Disposition.None),
            ("unheard_of", Disposition.Reuse),
            (null, Disposition.Reuse),
        ];
        Assert.All(cases, static one => Assert.Null(Samples.Carbon.Expected(one.Path, one.Disposition, Light)));
    }

    [Fact]
    public void Without_a_mass_there_is_no_figure() => Assert.Null(Figures(("piece", 37, 0, null)).Expected("c0", Disposition.Reuse, mass: null));

    [Fact]
    public void A_class_inherits_its_factors_until_it_takes_them_away()
    {
        var rules = new ClassRules([
            KeyValuePair.Create("a", new ClassRuleOptions { ReuseFactor = "r", PulpFactor = "p", RecycleFactor = "c" }),
            KeyValuePair.Create("a/b", new ClassRuleOptions { PulpFactor = "none" })]);
        Assert.Equal(("r", null, "c"), (rules.For("a/b/c")!.ReuseFactor, rules.For("a/b/c")!.PulpFactor, rules.For("a/b/c")!.RecycleFactor));
        Assert.Equal("p", rules.For("a/x")!.FactorFor(Disposition.Pulp));
    }

    [Fact]
    public void A_misspelt_factor_is_refused_with_the_nearest_one()
    {
        var rules = new ClassRules([
            KeyValuePair.Create("a", new ClassRuleOptions { ReuseFactor = "fefco-carton-reus" }),
            KeyValuePair.Create("b", new ClassRuleOptions { PulpFactor = "zzz", RecycleFactor = "none" })]);
        Assert.Equal(
            [
                "DropOff:Classes:a:ReuseFactor is 'fefco-carton-reus', which is not among the carbon factors; did you mean 'fefco-carton-reuse'?",
                "DropOff:Classes:b:PulpFactor is 'zzz', which is not among the carbon factors; they are fefco-carton-reuse, or none",
            ],
            rules.CheckFactors(["fefco-carton-reuse"]).Select(static fault => $"{fault.Path} {fault.Message}"));
    }

    private static CarbonFigures Figures((string Basis, decimal Value, decimal Uncertainty, decimal? Cap) factor)
    {
        var document = TestFactors.Of(factor);
        return new CarbonFigures(document, TestFactors.RulesFor(document));
    }

    private static (double Figure, double Uncertainty, bool Capped)? Short(CarbonData? data) =>
        data is null ? null : (data.GramsCo2e, data.GramsCo2eUncertainty, data.Capped);
}
