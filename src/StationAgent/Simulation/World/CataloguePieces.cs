using System.Collections.Immutable;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.World;

/// <summary>
/// Pieces of the catalogue. Kinds are dealt like cards: each run through the deck contains every kind as often as its share says, so that a
/// short simulation shows them all.
/// </summary>
internal sealed class CataloguePieces : IPieceSource
{
    private const ulong DealPurpose = 21;
    private const ulong PiecePurpose = 22;

    // About half of the lightest kind is heavier than the default limit, so when the draws run out, the limit is wrong.
    private const int MostDraws = 64;

    private readonly int _seed;
    private readonly double _lightestGrams;
    private readonly ImmutableArray<ItemKind> _deck;

    /// <param name="seed">The same seed gives the same pieces.</param>
    /// <param name="shares">How often each kind comes up.</param>
    /// <param name="lightestGrams">Pieces below this mass are not brought: a station does not count them.</param>
    public CataloguePieces(int seed, IReadOnlyList<KindShare> shares, double lightestGrams)
    {
        if (shares.Count == 0 || shares.Any(share => share.Parts < 0) || shares.Sum(share => share.Parts) is < 1 or > 1000)
        {
            throw new ArgumentException("The shares of the kinds must be 0 or more and add up to 1 to 1,000 parts.", nameof(shares));
        }

        _seed = seed;
        _lightestGrams = lightestGrams;
        _deck = [.. shares.SelectMany(share => Enumerable.Repeat(share.Kind, share.Parts))];
    }

    /// <inheritdoc/>
    public SceneItem Piece(int index)
    {
        var kind = KindOf(index);
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var bits = SeededRandom.Bits((ulong)_seed, ((ulong)index * MostDraws) + (ulong)draw, PiecePurpose);
            var item = ItemCatalogue.Draw(kind, SceneSeeds.ForSimulator((long)(bits >> 1)));
            if (item.MassGrams >= _lightestGrams)
            {
                return item;
            }
        }

        throw new InvalidOperationException($"No {kind} has {_lightestGrams} g: lower the lightest mass or leave the kind out.");
    }

    private ItemKind KindOf(int index)
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
