using System.Collections.Immutable;

namespace StationAgent.Simulation.Scenes;

/// <summary>A kind of piece that visitors of the simulated station bring.</summary>
/// <param name="Class">Its class: a path such as <c>packaging/bag</c>.</param>
/// <param name="Parts">How often it comes, in parts of all kinds.</param>
/// <param name="Forms">The forms in which it comes; at least one.</param>
internal sealed record PieceKind(string Class, int Parts, ImmutableArray<PieceForm> Forms)
{
    /// <summary>What goods weigh that may still be inside, in g; null for a kind that is always empty.</summary>
    public ValueRange? ContentsGrams { get; init; }

    /// <summary>A cheat puts it in the place of an accepted piece.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The most that an empty piece weighs, in g.</summary>
    public double HeaviestGrams => Forms.Max(static form => form.HeaviestGrams);

    /// <summary>The piece of this kind that belongs to the seed.</summary>
    public SceneItem Draw(int seed)
    {
        var left = Random(seed, "form").Below(Forms.Sum(static form => form.Share));
        foreach (var form in Forms)
        {
            left -= form.Share;
            if (left < 0)
            {
                return form.Draw(this, seed);
            }
        }

        throw new InvalidOperationException($"The kind {Class} has no form.");
    }

    /// <summary>Numbers for one purpose: no other kind and no other purpose changes them.</summary>
    public SceneRandom Random(int seed, string purpose) => SceneRandom.For(seed, $"{purpose} of {Class}");

    /// <inheritdoc/>
    public override string ToString() => Class;
}
