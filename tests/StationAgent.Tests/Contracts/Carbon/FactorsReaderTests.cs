using System.Security.Cryptography;
using System.Text;
using StationAgent.Contracts.Carbon;
using Xunit;

namespace StationAgent.Tests.Contracts.Carbon;

public sealed class FactorsReaderTests
{
    private static readonly string Shipped = Encoding.UTF8.GetString(FactorsDocument.Shipped.Bytes.Span);

    [Fact]
    public void A_document_is_named_by_the_hash_of_its_exact_bytes()
    {
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(FactorsDocument.Shipped.Bytes.Span)), FactorsDocument.Shipped.Sha256);
        Assert.NotEqual(FactorsDocument.Shipped.Sha256, Read(Shipped + "\n").Sha256);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "factors.json: format is '2'; 1 is expected.")]
    [InlineData("\"version\"", "\"versoin\"", "does not know \"factors[0].versoin\" (line 6)")]
    [InlineData("\"boundary\": \"avoided_production\",", "", "lacks \"factors[0].boundary\"")]
    [InlineData("\"value\": 0.491", "\"value\": -0.491", "factors[0].value is '-0.491'; 0 to 1000 is expected")]
    [InlineData("\"value\": 0.491", "\"value\": 1001", "factors[0].value is '1001'; 0 to 1000 is expected")]
    [InlineData("\"value\": 0.491", "\"value\": 0.4910000001", "factors[0].value is '0.4910000001'; 0 to 1000 is expected, with at most 9 decimal places.")]
    [InlineData("\"value\": 0.491", "\"value\": NaN", "is not valid JSON: line 10")]
    [InlineData("\"value\": 0.491", "\"value\": 1e400", "has a value that cannot be used at \"factors[0].value\" (line 10)")]
    [InlineData("\"value\": 0.491", "\"value\": \"0.491\"", "expected a number, found a text")]
    [InlineData("\"relativeUncertainty\": 0.1", "\"relativeUncertainty\": 1.1", "factors[0].relativeUncertainty is '1.1'; 0 to 1 is expected")]
    [InlineData("\"gramsPerGram\": 0.491", "\"gramsPerGram\": -1", "factors[0].cap.gramsPerGram is '-1'")]
    [InlineData("\"validTo\": null", "\"validTo\": \"2020-12-31\"", "factors[0].validTo is '2020-12-31'; a day not before validFrom is expected, which is 2021-01-01.")]
    [InlineData("\"validFrom\": \"2021-01-01\"", "\"validFrom\": \"2021-02-30\"", "cannot be used at \"factors[0].validFrom\"")]
    [InlineData("\"date\": \"2021\"", "\"date\": \"21\"", "factors[0].source.date is '21'; a year, a month or a day is expected")]
    [InlineData("\"url\": \"https", "\"url\": \"ftp", "factors[0].source.url is 'ftp://")]
    [InlineData("\"basis\": \"gram\"", "\"basis\": \"kilogram\"", "factors[0].basis is 'kilogram'; 'piece' or 'gram' is expected.")]
    [InlineData("\"id\": \"fefco-carton-reuse\"", "\"id\": \"none\"", "factors[0].id is 'none'; a lower-case letter is expected")]
    [InlineData("\"id\": \"fefco-carton-reuse\"", "\"id\": \"FEFCO\"", "factors[0].id is 'FEFCO'")]
    public void A_wrong_field_is_refused_by_name_and_place(string right, string wrong, string message)
    {
        Assert.Contains(right, Shipped, StringComparison.Ordinal);
        var refused = Assert.Throws<FactorsException>(() => Read(Shipped.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("factors.json: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }

    [Fact]
    public void The_same_version_of_a_factor_cannot_be_there_twice()
    {
        var twice = Shipped.Replace("\"factors\": [", "\"factors\": [" + Shipped[Shipped.IndexOf("    {", StringComparison.Ordinal)..Shipped.LastIndexOf("  ]", StringComparison.Ordinal)] + ",", StringComparison.Ordinal);
        Assert.Contains(
            "factors[1].version is '2021'; an earlier factor 'fefco-carton-reuse' has this version already.",
            Assert.Throws<FactorsException>(() => Read(twice)).Message,
            StringComparison.Ordinal);
        var both = Read(twice[..twice.LastIndexOf("2021\",\n      \"title", StringComparison.Ordinal)] + "2024\",\n      \"title" + twice[(twice.LastIndexOf("2021\",\n      \"title", StringComparison.Ordinal) + 19)..]);
        Assert.Equal("2024", both.Find("fefco-carton-reuse")?.Version);
        Assert.Equal("2021", both.Find("fefco-carton-reuse", "2021")?.Version);
    }

    [Fact]
    public void What_does_not_fit_one_message_is_refused() => Assert.Contains(
        "at most 65536 bytes", Assert.Throws<FactorsException>(static () => Read(Shipped + new string(' ', 65_536))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_example_of_a_press_figure_can_be_used()
    {
        var press = FactorsDocument.Read(Path.Combine(StationAgent.Testing.RepositoryFolder.Path, "deploy", "factors", "press-37.json"));
        Assert.Equal((37m, true, 0.491m), (press.Factors[0].Value, press.Factors[0].IsPerPiece, press.Factors[0].Cap!.GramsPerGram));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains(
        "/nowhere/f.json: the carbon factors cannot be read: it does not exist.",
        Assert.Throws<FactorsException>(static () => FactorsDocument.Read("/nowhere/f.json")).Message,
        StringComparison.Ordinal);

    private static FactorsDocument Read(string text) => FactorsDocument.Parse(Encoding.UTF8.GetBytes(text), "factors.json");
}
