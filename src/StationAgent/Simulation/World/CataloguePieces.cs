using System.Collections.Immutable;
using System.Globalization;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.World;

/// <summary>
/// Pieces of the catalogue. Kinds are dealt like cards: each run through the deck contains every kind as often as its share says, so that a
/// short simulation shows them all.
/// </summary>
internal sealed class CataloguePieces : IPieceSource
{
    private const ulong DealPurpose = 21;
    private const ulong PiecePurpose = 22;

    // About half of the lightest kind that ships is heavier than the default limit, so when the draws run out, nearly all of a kind is too light.
    private const int MostDraws = 64;

    private readonly int _seed;
    private readonly PieceCatalogue _catalogue;
    private readonly double _lightestGrams;
    private readonly ImmutableArray<PieceKind> _deck;

    /// <param name="seed">The same seed gives the same pieces.</param>
    /// <param name="catalogue">The kinds, and how often each comes up.</param>
    /// <param name="lightestGrams">Pieces below this mass are not brought: a station does not count them.</param>
    /// <exception cref="PhotoSetException">A kind of the catalogue is always lighter than that.</exception>
    public CataloguePieces(int seed, PieceCatalogue catalogue, double lightestGrams)
    {
        _seed = seed;
        _catalogue = catalogue;
        _lightestGrams = lightestGrams;
        _deck = [.. catalogue.Kinds.SelectMany(static kind => Enumerable.Repeat(kind, kind.Parts))];
        if (catalogue.Kinds.FirstOrDefault(kind => kind.HeaviestGrams < lightestGrams) is { } light)
        {
            throw TooLight(light);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PhotoSetException">Nearly every piece of the kind is too light.</exception>
    public SceneItem Piece(int index)
    {
        var kind = KindOf(index);
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var bits = SeededRandom.Bits((ulong)_seed, ((ulong)index * MostDraws) + (ulong)draw, PiecePurpose);
            var item = kind.Draw(SceneSeeds.ForSimulator((long)(bits >> 1)));
            if (item.MassGrams >= _lightestGrams)
            {
                return item;
            }
        }

        throw TooLight(kind);
    }

    private PhotoSetException TooLight(PieceKind kind) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{_catalogue.Name}: pieces of the class {kind} are too light: visitors bring nothing below {_lightestGrams} g, which a station does not count."));

    private PieceKind KindOf(int index)
    {
        var (deal, place) = Math.DivRem(index, _deck.Length);
        var cards = _deck.ToArray();
        for (var left = cards.Length - 1; left > 0; left--)
        {
            var other = SeededRandom.Below((ulong)_seed, ((ulong)deal * 1000) + (ulong)left, DealPurpose, left + 1);
            (cards[left], cards[other]) = (cards[other], cards[left]);
        }

        return cards[place];
    }
}
