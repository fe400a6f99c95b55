using System.Collections.Immutable;

namespace StationAgent.Simulation.Scenes;

/// <summary>One form in which a kind of piece comes.</summary>
/// <param name="Noun">What a person calls it.</param>
/// <param name="Share">How often it comes, in parts of all forms of its kind.</param>
/// <param name="LengthMm">One side of its footprint, in mm.</param>
internal sealed record PieceForm(string Noun, int Share, ValueRange LengthMm)
{
    /// <summary>What stands before the noun: one word of each list.</summary>
    public ImmutableArray<ImmutableArray<string>> Adjectives { get; init; } = [];

    /// <summary>The other side of its footprint, in mm; null where <see cref="WidthOfLength"/> says it.</summary>
    public ValueRange? WidthMm { get; init; }

    /// <summary>The other side of its footprint, as a share of the first one.</summary>
    public ValueRange WidthOfLength { get; init; }

    /// <summary>How far it stands above the platform, in mm; null for as high as it is wide.</summary>
    public ValueRange? HeightMm { get; init; }

    /// <summary>Its mass, in g; with <see cref="GramsPerSquareMetre"/>, the part that does not depend on its size.</summary>
    public ValueRange MassGrams { get; init; }

    /// <summary>The mass of a square metre of its footprint, in g.</summary>
    public ValueRange GramsPerSquareMetre { get; init; }

    /// <summary>The most that a piece of this form weighs, in g.</summary>
    public double HeaviestGrams => MassOf(LengthMm.To, WidthMm?.To ?? LengthMm.To * WidthOfLength.To, MassGrams.To, GramsPerSquareMetre.To);

    /// <summary>The piece of this form that belongs to the seed.</summary>
    public SceneItem Draw(PieceKind kind, int seed)
    {
        var (sizes, masses, words) = (kind.Random(seed, "size"), kind.Random(seed, "mass"), kind.Random(seed, "words"));
        var length = LengthMm.Draw(sizes);
        var width = WidthMm?.Draw(sizes) ?? length * WidthOfLength.Draw(sizes);
        var mass = MassOf(length, width, MassGrams.Draw(masses), GramsPerSquareMetre.Draw(masses));
        var name = string.Join(' ', Adjectives.Select(choices => words.Pick(choices.AsSpan())).Append(Noun));
        return new SceneItem(kind, seed, name, Math.Max(length, width), Math.Min(length, width), HeightMm?.Draw(sizes) ?? width, mass);
    }

    private static double MassOf(double length, double width, double grams, double gramsPerSquareMetre) =>
        grams + (length * width * 1e-6 * gramsPerSquareMetre);
}
