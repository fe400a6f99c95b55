using System.Globalization;
using System.Text;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;

namespace StationAgent.Tests.Contracts.Carbon;

/// <summary>Documents of carbon factors, and rules that name their factors.</summary>
internal static class TestFactors
{
    /// <summary>A document with factors of these numbers, named f0, f1 and so on.</summary>
    public static FactorsDocument Of(params IEnumerable<(string Basis, decimal Value, decimal Uncertainty, decimal? Cap)> factors) => FactorsDocument.Parse(
        Encoding.UTF8.GetBytes($$"""{"format":1,"factors":[{{string.Join(',', factors.Select(static (one, index) => Text(index, one.Basis, one.Value, one.Uncertainty, one.Cap)))}}]}"""),
        "factors.json");

    /// <summary>Rules for the classes c0, c1 and so on, each with the factor of the same number for pieces that are used again.</summary>
    public static ClassRules RulesFor(FactorsDocument factors) => new(factors.Factors.Select(static (factor, index) => KeyValuePair.Create(
        $"c{index}", new ClassRuleOptions { Accepted = true, Disposition = Disposition.Reuse, ReuseFactor = factor.Id })));

    private static string Text(int index, string basis, decimal value, decimal uncertainty, decimal? cap) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"id":"f{{{index}}}","version":"1","title":"t","behaviour":"b","basis":"{{{basis}}}","value":{{{value}}},"relativeUncertainty":{{{uncertainty}}},
        "boundary":"b","baseline":"b","gwp":null,"cap":{{{(cap is null ? "null" : string.Create(CultureInfo.InvariantCulture, $$"""{"gramsPerGram":{{cap}}}"""))}}},
        "source":{"issuer":"i","document":"d","number":null,"date":"2021-03","url":"https://example.org/"},"validFrom":"2021-01-01","validTo":"2030-12-31"}
        """);
}
