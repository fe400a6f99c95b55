using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>Known masses as people write them: <c>0,500g,1kg</c>. Grams without a unit.</summary>
internal static class MassList
{
    /// <summary>More masses than a person puts on by hand.</summary>
    private const int Most = 20;

    private const double HeaviestGrams = 1_000_000;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The masses, with commas between them.</param>
    /// <param name="masses">Those over 0, each once, lightest first. The empty platform is measured whether it is named or not.</param>
    /// <param name="problem">Why the text is not a list of masses.</param>
    public static bool TryParse(string text, out ImmutableArray<Grams> masses, [NotNullWhen(false)] out string? problem)
    {
        var found = new SortedSet<Grams>();
        masses = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryParseMass(part, out var mass))
            {
                problem = $"'{part}' is not a mass; use for example 500g,1kg";
                return false;
            }

            if (mass > Grams.Zero)
            {
                found.Add(mass);
            }
        }

        problem = found.Count switch
        {
            0 => "at least one mass over 0 is needed",
            > Most => $"at most {Most} masses can be measured",
            _ => null,
        };
        masses = [.. found];
        return problem is null;
    }

    /// <summary>A known mass as text: <c>500 g</c>.</summary>
    public static string Name(Grams mass) => mass == Grams.Zero ? "the empty platform" : mass.Value.ToString("0.###", CultureInfo.InvariantCulture) + " g";

    private static bool TryParseMass(string text, out Grams mass)
    {
        var (number, factor) = text switch
        {
            [.. var kilograms, 'k', 'g'] => (kilograms, 1_000),
            [.. var grams, 'g'] => (grams, 1),
            _ => (text, 1),
        };
        var good = double.TryParse(number.AsSpan().TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        mass = new Grams(value * factor);
        return good && mass.Value is >= 0 and <= HeaviestGrams;
    }
}
