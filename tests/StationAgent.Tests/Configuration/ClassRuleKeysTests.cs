using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
using Xunit;

namespace StationAgent.Tests.Configuration;

/// <summary>Sections whose names the configuration chooses: the rules of classes.</summary>
public sealed class ClassRuleKeysTests
{
    private const string Cups = """{"DropOff":{"Classes":{"cup":{"Accepted":true,"Disposition":"recycle"},"cup/paper":{"HeaviestGrams":40,"Reason":"no_cups"}}}}""";

    [Fact]
    public void Any_class_may_have_a_rule()
    {
        var rules = TestSources.OfText(Cups).Configuration!.Options.DropOff.Classes;

        Assert.Equal(new ClassRule(true, Disposition.Recycle, 0, 40, "no_cups"), rules.For("cup/paper"));
        Assert.Equal(DefaultClassRules.Rules.For("packaging/carton"), rules.For("packaging/carton"));
    }

    [Fact]
    public void Such_a_rule_is_shown_with_its_source_beside_the_others()
    {
        var shown = TestSources.OfText(Cups).Configuration!.Show();
        using var json = System.Text.Json.JsonDocument.Parse(shown);
        var classes = json.RootElement.GetProperty("DropOff").GetProperty("Classes");

        Assert.Equal(40, classes.GetProperty("cup/paper").GetProperty("HeaviestGrams").GetProperty("value").GetDouble());
        Assert.NotEqual("default", classes.GetProperty("cup/paper").GetProperty("HeaviestGrams").GetProperty("source").GetString());
        Assert.Equal("default", classes.GetProperty("packaging/carton").GetProperty("Accepted").GetProperty("source").GetString());
    }

    [Fact]
    public void A_shipped_rule_is_changed_key_by_key()
    {
        var rules = TestSources.OfText("""{"DropOff":{"Classes":{"packaging/plastic_film":{"Accepted":false}}}}""").Configuration!.Options.DropOff.Classes;

        Assert.Equal(DefaultClassRules.Rules.Given("packaging/plastic_film") with { Accepted = false }, rules.Given("packaging/plastic_film"));
    }

    [Fact]
    public void Names_of_classes_are_in_lower_case_however_they_are_written()
    {
        var rules = TestSources.OfText("""{"dropoff":{"classes":{"Packaging/Carton":{"accepted":false}}}}""").Configuration!.Options.DropOff.Classes;

        Assert.False(rules.Given("packaging/carton").Accepted);
    }
}
