using CsCheck;
using StationAgent.Simulation.Scenes;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

public sealed class ItemCatalogueTests
{
    [Fact]
    public void Pieces_fit_on_the_platform_and_are_repeatable() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int).Sample((kind, seed) =>
        {
            var item = ItemCatalogue.Draw((ItemKind)kind, seed);
            Assert.Equal(item, ItemCatalogue.Draw((ItemKind)kind, seed));
            Assert.InRange(item.LengthMm, item.WidthMm, ItemCatalogue.PlatformDepthMm);
            Assert.InRange(item.HeightMm, 1, 400);
            Assert.NotEmpty(item.Name);
        });

    [Fact]
    public void Cartons_weigh_what_their_size_can_weigh() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int).Sample((kind, seed) =>
        {
            var item = ItemCatalogue.Draw((ItemKind)kind, seed);
            var size = CartonSize.All.Single(s => item.Name.EndsWith($"no. {s.Number}", StringComparison.Ordinal));
            Assert.InRange(item.MassGrams, size.LightGrams, size.HeavyGrams);
        });

    [Fact]
    public void Mailers_and_envelopes_are_light() =>
        Gen.Int.Sample(seed =>
        {
            Assert.InRange(ItemCatalogue.Draw(ItemKind.PlasticFilm, seed).MassGrams, 5, 60);
            Assert.InRange(ItemCatalogue.Draw(ItemKind.PaperEnvelope, seed).MassGrams, 4, 80);
        });
}
