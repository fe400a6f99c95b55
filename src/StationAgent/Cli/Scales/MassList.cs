using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>
/// Known masses as people write them: <c>500g,1kg</c>. Each needs its unit, so that a decimal comma is not taken for the comma between two masses: a calibration
/// with a mass that is wrong weighs wrong from then on.
/// </summary>
internal static class MassList
{
    /// <summary>More masses than a person puts on by hand.</summary>
    private const int Most = 20;

    private const double LightestGrams = 1;
    private const double HeaviestGrams = 1_000_000;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The masses, with commas between them.</param>
    /// <param name="masses">Each once, lightest first. The empty platform is measured by itself.</param>
    /// <param name="problem">Why the text is not a list of masses.</param>
    public static bool TryParse(string text, out ImmutableArray<Grams> masses, [NotNullWhen(false)] out string? problem)
    {
        var found = new SortedSet<Grams>();
        masses = [];
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (ProblemOf(parts, i, out var mass) is { } wrong)
            {
                problem = wrong;
                return false;
            }

            found.Add(mass);
        }

        problem = found.Count switch
        {
            > Most => $"at most {Most} masses can be measured",
            _ => null,
        };
        masses = [.. found];
        return problem is null;
    }

    /// <summary>A known mass as text: <c>500 g</c>.</summary>
    public static string Name(Grams mass) => mass == Grams.Zero ? "the empty platform" : mass.Value.ToString("0.###", CultureInfo.InvariantCulture) + " g";

    private static string? ProblemOf(string[] parts, int index, out Grams mass)
    {
        var part = parts[index];
        mass = default;
        var (number, factor) = part switch
        {
            [.. var kilograms, 'k', 'g'] => (kilograms, 1_000),
            [.. var grams, 'g'] => (grams, 1),
            _ => (part, 0),
        };
        if (!double.TryParse(number.AsSpan().TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return $"'{part}' is not a mass; use for example 500g,1kg";
        }

        if (factor == 0)
        {
            // "0,5kg" and "1,000g" may each be one number.
            return index + 1 < parts.Length && parts[index + 1] is [>= '0' and <= '9', ..]
                ? $"'{part},{parts[index + 1]}' may be one mass with a decimal comma or a thousands separator, or two masses: write a decimal point and no "
                    + $"separator ({part}.{parts[index + 1]}), and a unit for each mass (500g,1kg)"
                : $"'{part}' has no unit; write {part}g or {part}kg";
        }

        mass = new Grams(value * factor);
        return mass.Value is >= LightestGrams and <= HeaviestGrams
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"'{part}' is not between {LightestGrams:0} g and {HeaviestGrams / 1_000:0} kg; the empty platform is measured by itself");
    }
}
