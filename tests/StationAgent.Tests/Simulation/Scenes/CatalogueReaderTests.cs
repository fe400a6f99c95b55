using System.Globalization;
using System.Text;
using CsCheck;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>A catalogue that is wrong is refused with the file, the field and its value.</summary>
public sealed class CatalogueReaderTests
{
    private const string Right = """
        {"empty":"empty","labels":{"bag_photo":"packaging/bag"},"kinds":[
        {"class":"packaging/bag","parts":2,"contentsGrams":[100,200],"isForeign":false,"adjectives":[["red","blue"]],"forms":[
        {"noun":"bag","share":1,"lengthMm":[200],"widthMm":[150],"heightMm":[100],"massGrams":[60,120],"gramsPerSquareMetre":[10]}]},
        {"class":"other","forms":[{"noun":"stone","lengthMm":[50],"widthOfLength":[0.5,1],"massGrams":[80]}]}]}
        """;

    [Fact]
    public void Every_field_is_read()
    {
        var catalogue = Catalogues.Read(Right);

        Assert.Equal(("empty", 2), (catalogue.Empty, catalogue.Kinds.Length));
        Assert.Equal(["bag_photo", "other", "packaging", "packaging/bag"], catalogue.Names);
        var (bag, other) = (catalogue.Kinds[0], catalogue.Kinds[1]);
        Assert.Equal(("packaging/bag", 2, new ValueRange(100, 200), false), (bag.Class, bag.Parts, bag.ContentsGrams!.Value, bag.IsForeign));
        Assert.Equal((1, null), (other.Parts, other.ContentsGrams));
        var form = Assert.Single(bag.Forms);
        Assert.Equal(("bag", 1, new ValueRange(200, 200)), (form.Noun, form.Share, form.LengthMm));
        Assert.Equal((new ValueRange(150, 150), new ValueRange(100, 100)), (form.WidthMm!.Value, form.HeightMm!.Value));
        Assert.Equal((new ValueRange(60, 120), new ValueRange(10, 10)), (form.MassGrams, form.GramsPerSquareMetre));
        Assert.Equal(["red", "blue"], Assert.Single(form.Adjectives));
        Assert.Equal((null, new ValueRange(0.5, 1), null), (other.Forms[0].WidthMm, other.Forms[0].WidthOfLength, other.Forms[0].HeightMm));
        Assert.Equal(120 + (0.2 * 0.15 * 10), bag.HeaviestGrams, 9);
    }

    [Theory]
    [InlineData("\"empty\":\"empty\",", "", "lacks \"empty\"")]
    [InlineData("\"parts\":2", "\"part\":2", "does not know \"kinds[0].part\" (line 2)")]
    [InlineData("\"parts\":2", "\"parts\":\"2\"", "has the wrong value for \"kinds[0].parts\" (line 2): expected a number, found a text")]
    [InlineData("\"parts\":2", "\"parts\":2,\"parts\":2", "has \"kinds[0].parts\" twice")]
    [InlineData("\"isForeign\":false", "\"isForeign\":\"no\"", "\"kinds[0].isForeign\"")]
    [InlineData("\"noun\":\"bag\",", "", "lacks \"kinds[0].forms[0].noun\"")]
    [InlineData("\"share\":1", "\"share\":1.5", "\"kinds[0].forms[0].share\"")]
    [InlineData("\"lengthMm\":[200]", "\"lengthMm\":200", "\"kinds[0].forms[0].lengthMm\" (line 3): expected a list [ … ], found a number")]
    [InlineData("\"lengthMm\":[200]", "\"lengthMm\":null", "\"kinds[0].forms[0].lengthMm\"")]
    [InlineData("{\"bag_photo\":\"packaging/bag\"}", "{\"bag_photo\":5}", "labels.bag_photo")]
    [InlineData("}]}]}", "}]}]", "is not valid JSON")]
    public void What_is_not_a_catalogue_is_refused_with_its_place(string old, string replacement, string expected) => Refused(old, replacement, expected);

    [Theory]
    [InlineData("\"empty\":\"empty\"", "\"empty\":\"\"", "empty is ''; ids")]
    [InlineData("\"class\":\"packaging/bag\"", "\"class\":\"Packaging/bag\"", "kinds[0].class is 'Packaging/bag'; ids of lower-case letters")]
    [InlineData("\"class\":\"packaging/bag\"", "\"class\":\"packaging//bag\"", "kinds[0].class is 'packaging//bag'")]
    [InlineData("\"class\":\"packaging/bag\"", "\"class\":\"packaging/bag/\"", "kinds[0].class is 'packaging/bag/'")]
    [InlineData("\"class\":\"packaging/bag\"", "\"class\":\"packaging/1bag\"", "kinds[0].class is 'packaging/1bag'")]
    [InlineData("\"class\":\"packaging/bag\"", "\"class\":\"bag/packaging/bag\"", "the id 'bag' is in use for the class 'bag'")]
    [InlineData("\"class\":\"other\"", "\"class\":\"other/bag\"", "kinds[1].class is 'other/bag'; the id 'bag' is in use for the class 'packaging/bag'")]
    [InlineData("\"class\":\"other\"", "\"class\":\"packaging/bag\"", "kinds[1].class is 'packaging/bag'; another kind has this class")]
    [InlineData("\"class\":\"other\"", "\"class\":\"empty\"", "kinds[1].class is 'empty'; that is the class of a platform with nothing on it")]
    [InlineData("\"class\":\"other\"", "\"class\":\"empty/other\"", "kinds[1].class is 'empty/other'; that is the class of a platform")]
    [InlineData("\"parts\":2", "\"parts\":0", "kinds[0].parts is '0'; 1 to 1000 are expected")]
    [InlineData("\"parts\":2", "\"parts\":1001", "kinds[0].parts is '1001'")]
    [InlineData("\"parts\":2", "\"parts\":1000", "the sum of all parts is '1001'; 1 to 1000")]
    [InlineData("\"contentsGrams\":[100,200]", "\"contentsGrams\":[100,40000]", "kinds[0].contentsGrams is '[100, 40000]'; one number from 0.1 to 30000")]
    [InlineData("[[\"red\",\"blue\"]]", "[[]]", "kinds[0].adjectives[0] is '[]'")]
    [InlineData("[[\"red\",\"blue\"]]", "[null]", "kinds[0].adjectives[0] is 'null'")]
    [InlineData("[[\"red\",\"blue\"]]", "[[\"red\",\" \"]]", "kinds[0].adjectives[0][1] is ' '; 1 to 100 printable characters")]
    [InlineData("[[\"red\",\"blue\"]]", "[[null]]", "kinds[0].adjectives[0][0] is ''")]
    [InlineData("\"noun\":\"bag\"", "\"noun\":\"a\\tb\"", "kinds[0].forms[0].noun is 'a b'")]
    [InlineData("\"share\":1", "\"share\":0", "kinds[0].forms[0].share is '0'")]
    [InlineData("\"lengthMm\":[200]", "\"lengthMm\":[]", "kinds[0].forms[0].lengthMm is '[]'; one number from 10 to 600 is expected, or two that do not fall")]
    [InlineData("\"lengthMm\":[200]", "\"lengthMm\":[20,30,40]", "kinds[0].forms[0].lengthMm is '[20, 30, 40]'")]
    [InlineData("\"widthMm\":[150]", "\"widthMm\":[9.5]", "kinds[0].forms[0].widthMm is '[9.5]'")]
    [InlineData("\"widthMm\":[150],", "", "kinds[0].forms[0] is 'bag'; either widthMm or widthOfLength is expected")]
    [InlineData("\"widthMm\":[150]", "\"widthMm\":[150],\"widthOfLength\":[1]", "kinds[0].forms[0] is 'bag'; either widthMm or widthOfLength")]
    [InlineData("\"widthOfLength\":[0.5,1]", "\"widthOfLength\":[0.5,1.2]", "kinds[1].forms[0].widthOfLength is '[0.5, 1.2]'; one number from 0.05 to 1")]
    [InlineData("\"heightMm\":[100]", "\"heightMm\":[0]", "kinds[0].forms[0].heightMm is '[0]'; one number from 0.1 to 400")]
    [InlineData("\"massGrams\":[60,120]", "\"massGrams\":[60,1e999]", "kinds[0].forms[0].massGrams is '[60, ")]
    [InlineData(",\"massGrams\":[80]", "", "kinds[1].forms[0] is 'stone'; massGrams, gramsPerSquareMetre or both")]
    [InlineData("\"gramsPerSquareMetre\":[10]", "\"gramsPerSquareMetre\":[0]", "kinds[0].forms[0].gramsPerSquareMetre is '[0]'; one number from 1 to 100000")]
    [InlineData("[{\"noun\":\"stone\",\"lengthMm\":[50],\"widthOfLength\":[0.5,1],\"massGrams\":[80]}]", "[]", "kinds[1].forms is '0 forms'; 1 to 200")]
    [InlineData("[{\"noun\":\"stone\",\"lengthMm\":[50],\"widthOfLength\":[0.5,1],\"massGrams\":[80]}]", "[null]", "kinds[1].forms[0] is 'null'")]
    [InlineData(",\n{\"class\":\"other\"", ",null,{\"class\":\"other\"", "kinds[1] is 'null'; a kind of piece is expected")]
    [InlineData("{\"bag_photo\":\"packaging/bag\"}", "{\"bag_photo\":\"packaging/box\"}", "labels.bag_photo is 'packaging/box'; the class of a kind is expected, or one above it")]
    [InlineData("{\"bag_photo\":\"packaging/bag\"}", "{\"bag_photo\":\"bag_photo\"}", "labels.bag_photo is 'bag_photo'")]
    [InlineData("{\"bag_photo\":\"packaging/bag\"}", "{\"bag_photo\":null}", "labels.bag_photo is ''")]
    [InlineData("{\"bag_photo\":\"packaging/bag\"}", "{\"../x\":\"other\"}", "labels is '../x'; a label is the name of a folder")]
    [InlineData("{\"bag_photo\":\"packaging/bag\"}", "{\"packaging\":\"other\"}", "labels.packaging is 'other'; 'packaging' is the name of another class")]
    public void A_value_that_cannot_be_is_refused_with_its_field(string old, string replacement, string expected) => Refused(old, replacement, expected);

    [Fact]
    public void The_example_of_the_documentation_can_be_read()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "simulate.md"));
        var start = page.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;

        var catalogue = Catalogues.Read(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);

        Assert.Equal(["cup/paper", "other"], catalogue.Kinds.Select(static kind => kind.Class));
        Assert.NotNull(new CataloguePieces(1, catalogue, new VisitOptions().LightestGrams).Piece(0));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_text_that_is_not_an_object_is_refused(string json) =>
        Assert.StartsWith("test.json: the catalogue ", Assert.Throws<PhotoSetException>(() => Catalogues.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal(2, CatalogueReader.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Right)], "test.json").Kinds.Length);

    [Fact]
    public void A_label_may_stand_for_the_empty_platform_or_for_a_class_of_its_own_name()
    {
        var catalogue = Catalogues.Read(Right.Replace("{\"bag_photo\":\"packaging/bag\"}", "{\"bare\":\"empty\",\"other\":\"other\"}", StringComparison.Ordinal));

        Assert.Null(catalogue.Find("bare"));
        Assert.Equal("other", catalogue.Find("other")!.Value.Class);
    }

    [Fact]
    public void A_range_is_taken_only_inside_its_bounds() =>
        Gen.Select(Gen.Double[-50, 800], Gen.Double[-50, 800]).Sample((from, to) =>
        {
            var range = string.Create(CultureInfo.InvariantCulture, $"\"lengthMm\":[{from:R},{to:R}]");
            var json = Right.Replace("\"lengthMm\":[200]", range, StringComparison.Ordinal);
            if (from >= 10 && to >= from && to <= 600)
            {
                Assert.Equal(new ValueRange(from, to), Catalogues.Read(json).Kinds[0].Forms[0].LengthMm);
            }
            else
            {
                Assert.Contains("kinds[0].forms[0].lengthMm", Assert.Throws<PhotoSetException>(() => Catalogues.Read(json)).Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void With_any_byte_changed_a_catalogue_is_refused_by_name_or_can_be_drawn_from() =>
        Gen.Select(Gen.Int[0, Right.Length - 1], Gen.Byte).Sample(static (at, value) =>
        {
            var json = Encoding.UTF8.GetBytes(Right);
            json[at] = value;
            try
            {
                Assert.All(CatalogueReader.Read(json, "test.json").Kinds, static kind => Assert.True(kind.Draw(1).MassGrams > 0));
            }
            catch (PhotoSetException refusal)
            {
                Assert.StartsWith("test.json: ", refusal.Message, StringComparison.Ordinal);
            }
        });

    private static void Refused(string old, string replacement, string expected)
    {
        Assert.Contains(old, Right, StringComparison.Ordinal);
        var error = Assert.Throws<PhotoSetException>(() => Catalogues.Read(Right.Replace(old, replacement, StringComparison.Ordinal)));
        Assert.StartsWith("test.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
