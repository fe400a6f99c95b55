using CsCheck;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>The catalogue that ships.</summary>
public sealed class PieceCatalogueTests
{
    private static readonly PieceCatalogue Shipped = PieceCatalogue.Shipped;

    private static readonly Gen<PieceKind> Kinds = Gen.Int[0, Shipped.Kinds.Length - 1].Select(static index => Shipped.Kinds[index]);

    /// <summary>The twelve sizes of the post: number, outer length, width and height in mm, empty mass in g.</summary>
    private static readonly (int Number, double Length, double Width, double Height, double Light, double Heavy)[] PostalSizes =
    [
        (1, 530, 290, 370, 663, 939),
        (2, 530, 230, 290, 485, 687),
        (3, 430, 210, 270, 220, 347),
        (4, 350, 190, 230, 163, 257),
        (5, 290, 170, 190, 120, 189),
        (6, 260, 150, 180, 98, 155),
        (7, 230, 130, 160, 76, 120),
        (8, 210, 110, 140, 59, 92),
        (9, 195, 105, 135, 53, 83),
        (10, 175, 95, 115, 42, 66),
        (11, 145, 85, 105, 32, 51),
        (12, 130, 80, 90, 27, 42),
    ];

    [Fact]
    public void Pieces_fit_on_the_platform_and_are_repeatable() =>
        Gen.Select(Kinds, Gen.Int).Sample((kind, seed) =>
        {
            var item = kind.Draw(seed);
            Assert.Equal(item, kind.Draw(seed));
            Assert.Equal(kind.Class, item.Class);
            Assert.InRange(item.LengthMm, item.WidthMm, PlatformSize.DepthMm);
            Assert.InRange(item.HeightMm, 1, 400);
            Assert.InRange(item.MassGrams, 4, kind.HeaviestGrams);
            Assert.NotEmpty(item.Name);
        });

    [Theory]
    [InlineData("packaging/carton/intact")]
    [InlineData("packaging/carton/damaged")]
    public void Cartons_have_the_sizes_and_masses_of_the_post(string path) =>
        Gen.Int.Sample(seed =>
        {
            var item = Shipped[path].Draw(seed);
            if (item.Name.StartsWith("flattened", StringComparison.Ordinal))
            {
                // Two walls of 350 to 550 g/m², and the flaps.
                Assert.InRange(item.MassGrams / (item.LengthMm * item.WidthMm * 1e-6), 700, 1_200);
                Assert.InRange(item.HeightMm, 8, 20);
                return;
            }

            var size = PostalSizes.Single(size => item.Name.EndsWith($"carton no. {size.Number}", StringComparison.Ordinal));
            Assert.Equal((size.Length, size.Width, size.Height), (item.LengthMm, item.WidthMm, item.HeightMm));
            Assert.InRange(item.MassGrams, size.Light, size.Heavy);
        });

    [Theory]
    [InlineData("packaging/carton/intact", 12)]
    [InlineData("packaging/carton/damaged", 13)]
    [InlineData("packaging/plastic_film", 4)]
    [InlineData("packaging/paper_envelope", 8)]
    [InlineData("not_packaging", 14)]
    public void Every_form_comes_up(string path, int forms)
    {
        var kind = Shipped[path];
        Assert.Equal(forms, kind.Forms.Length);
        var nouns = Enumerable.Range(0, 4_000).Select(seed => kind.Draw(seed).Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(kind.Forms, form => Assert.Contains(nouns, name => name.EndsWith($" {form.Noun}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Forms_come_as_often_as_their_shares_say()
    {
        var flattened = Enumerable.Range(0, 10_000).Count(seed => Shipped["packaging/carton/damaged"].Draw(seed).Name.StartsWith("flattened", StringComparison.Ordinal));

        Assert.InRange(flattened, 10_000 * 0.13, 10_000 * 0.165);
    }

    [Fact]
    public void Mailers_and_envelopes_are_light() =>
        Gen.Int.Sample(seed =>
        {
            Assert.InRange(Shipped["packaging/plastic_film"].Draw(seed).MassGrams, 5, 60);
            Assert.InRange(Shipped["packaging/paper_envelope"].Draw(seed).MassGrams, 4, 80);
        });

    [Fact]
    public void Every_kind_has_pieces_that_ship()
    {
        var photos = ShippedPieces.Load().Photos;
        Assert.Equal(5, Shipped.Kinds.Length);
        Assert.All(Shipped.Kinds, kind => Assert.True(photos.Count(photo => photo.Kind == kind && photo.Class == kind.Class && photo.SizeMm is not null) >= 20, kind.Class));
    }

    [Theory]
    [InlineData("carton_intact", "packaging/carton/intact", "packaging/carton/intact")]
    [InlineData("carton_damaged", "packaging/carton/damaged", "packaging/carton/damaged")]
    [InlineData("carton_closeup", "packaging/carton/intact", "packaging/carton")]
    [InlineData("plastic_film", "packaging/plastic_film", "packaging/plastic_film")]
    [InlineData("paper_envelope", "packaging/paper_envelope", "packaging/paper_envelope")]
    [InlineData("not_packaging", "not_packaging", "not_packaging")]
    [InlineData("packaging", "packaging/carton/intact", "packaging")]
    [InlineData("packaging/carton", "packaging/carton/intact", "packaging/carton")]
    [InlineData("packaging/carton/damaged", "packaging/carton/damaged", "packaging/carton/damaged")]
    public void Labels_and_paths_name_a_kind_and_the_class_that_is_known(string name, string kind, string known) =>
        Assert.Equal((Shipped[kind], known), Shipped.Find(name));

    [Theory]
    [InlineData("empty")]
    [InlineData("carton")]
    [InlineData("packaging/")]
    [InlineData("")]
    public void Other_names_are_not_known(string name) => Assert.Null(Shipped.Find(name));

    [Fact]
    public void A_kind_that_is_not_listed_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Shipped["packaging/carton"]);
        Assert.Contains("'packaging/carton'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_purpose_draws_changes_nothing_of_another_and_no_other_kind() =>
        Gen.Int.Sample(static seed =>
        {
            var plain = Catalogues.Read(Catalogues.Cups);
            var other = Catalogues.Read(Catalogues.Cups
                .Replace("\"noun\": \"paper cup\",", "\"noun\": \"mug\", \"adjectives\": [[\"red\", \"blue\"], [\"large\"]],", StringComparison.Ordinal)
                .Replace("[13, 25]", "[13, 25], \"gramsPerSquareMetre\": [200, 300], \"heightMm\": [50, 60]", StringComparison.Ordinal));

            var (before, after) = (plain["cup/paper"].Draw(seed), other["cup/paper"].Draw(seed));
            Assert.Equal((before.LengthMm, before.WidthMm), (after.LengthMm, after.WidthMm));
            Assert.True(after.MassGrams > before.MassGrams);
            Assert.EndsWith(" large mug", after.Name, StringComparison.Ordinal);
            var (plastic, same) = (plain["cup/plastic"].Draw(seed), other["cup/plastic"].Draw(seed));
            Assert.Equal((plastic.LengthMm, plastic.MassGrams, plastic.Name), (same.LengthMm, same.MassGrams, same.Name));
        });

    [Fact]
    public void Without_a_height_a_piece_is_as_high_as_wide_and_the_longer_side_is_its_length() =>
        Gen.Int.Sample(static seed =>
        {
            var cup = Catalogues.Read(Catalogues.Cups)["cup/paper"].Draw(seed);
            Assert.Equal(cup.WidthMm, cup.HeightMm);
            Assert.InRange(cup.WidthMm / cup.LengthMm, 0.7, 0.9);
            var wide = Catalogues.Read(Catalogues.Cups.Replace("\"lengthMm\": [50]", "\"lengthMm\": [30]", StringComparison.Ordinal))["other"].Draw(seed);
            Assert.Equal((40, 30), (wide.LengthMm, wide.WidthMm));
        });
}
