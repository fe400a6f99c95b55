using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>Known masses as people write them: <c>500g,1kg</c>. A text that can be read in two ways is refused with both, because a wrong mass is a wrong calibration.</summary>
internal static class MassList
{
    /// <summary>More masses than a person puts on by hand.</summary>
    private const int Most = 20;

    private const double LightestGrams = 1;
    private const double HeaviestGrams = 1_000_000;

    /// <summary>A second reading of a number that is heavier than this is not meant: a person does not put it on.</summary>
    private const double HeaviestByHand = 100_000;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The masses, each with its unit, with commas, semicolons or blanks between them.</param>
    /// <param name="masses">Each mass once, lightest first. The empty platform is measured besides.</param>
    /// <param name="problem">Why the text is not a list of masses.</param>
    public static bool TryParse(string text, out ImmutableArray<Grams> masses, [NotNullWhen(false)] out string? problem)
    {
        var found = new SortedSet<Grams>();
        masses = [];
        problem = null;
        for (var left = text.AsSpan().Trim(); problem is null;)
        {
            problem = TakeMass(ref left, out var mass);
            found.Add(mass);
            if (left.IsEmpty)
            {
                break;
            }
        }

        problem ??= found.Count > Most ? $"at most {Most} masses can be measured" : null;
        masses = problem is null ? [.. found] : [];
        return problem is null;
    }

    /// <summary>A known mass as text: <c>500 g</c>.</summary>
    public static string Name(Grams mass) => mass == Grams.Zero ? "the empty platform" : mass.Value.ToString("0.###", CultureInfo.InvariantCulture) + " g";

    /// <summary>Reads one mass and the separator behind it.</summary>
    /// <returns>What is wrong with it; null when it was read.</returns>
    private static string? TakeMass(ref ReadOnlySpan<char> left, out Grams mass)
    {
        mass = Grams.Zero;
        var number = left[..LengthOf(left, static character => char.IsAsciiDigit(character) || character is '.' or ',' or '\'' or '’')];
        var unit = left[number.Length..].TrimStart();
        unit = unit[..LengthOf(unit, char.IsLetter)];
        var whole = unit.IsEmpty ? number : left[..(left.IndexOf(unit, StringComparison.Ordinal) + unit.Length)];
        var rest = left[whole.Length..];
        if (number.IsEmpty || (unit.IsEmpty && LengthOf(rest, IsSeparator) == 0 && !rest.IsEmpty) || (!rest.IsEmpty && !IsSeparator(rest[0])))
        {
            return NotAMass(left);
        }

        left = rest.TrimStart();
        if (!left.IsEmpty && left[0] is ',' or ';')
        {
            left = left[1..].TrimStart();
            if (left.IsEmpty)
            {
                return "a mass is missing behind the last separator";
            }
        }

        // A comma without a unit before it belongs to a number, or separates a mass whose unit is missing.
        if (number[0] == ',' || number.IndexOf(",,", StringComparison.Ordinal) >= 0)
        {
            return "a mass is missing between two commas";
        }

        var comma = number.TrimEnd(',').IndexOfAny(',', '\'', '’');
        if (comma >= 0)
        {
            return TwoReadings(number.TrimEnd(','), comma, unit);
        }

        if (unit.IsEmpty)
        {
            return $"'{number.TrimEnd(',')}' has no unit; write {number.TrimEnd(',')}g or {number.TrimEnd(',')}kg";
        }

        double factor = unit.Equals("g", StringComparison.OrdinalIgnoreCase) ? 1 : unit.Equals("kg", StringComparison.OrdinalIgnoreCase) ? 1_000 : 0;
        if (factor == 0 || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return NotAMass(whole);
        }

        mass = new Grams(value * factor);
        return OtherReading(number, factor) is { } other ? $"'{whole}' can be {Text(value)}{unit} or {Text(other)}{unit}; write {Text(value)}{unit} or {Text(other)}{unit}"
            : mass.Value < LightestGrams ? $"'{whole}' is less than 1 g{(factor == 1 && value > 0 ? $"; {number}kg may be meant" : "; the empty platform is measured anyway")}"
            : mass.Value > HeaviestGrams ? NotAMass(whole)
            : null;
    }

    /// <summary>Names the readings of digits with a comma between them, which are a decimal number, a number with its thousands set off, or two masses.</summary>
    private static string TwoReadings(ReadOnlySpan<char> number, int comma, ReadOnlySpan<char> unit)
    {
        if (number.Contains('.'))
        {
            return $"'{number}{unit}' has a point and a comma; write decimals with a point, nothing between thousands, and give each mass its unit, as in 1234.5g";
        }

        var first = number[..comma];
        var second = number[(comma + 1)..];
        var named = unit.IsEmpty ? "g" : unit;
        var digits = number.ToString().Replace(",", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        var isPlain = second.IndexOfAnyExceptInRange('0', '9') < 0 && number[comma] == ',';
        var areThousands = !first.StartsWith("0", StringComparison.Ordinal) && (!isPlain || second.Length == 3);
        var readings = isPlain
            ? areThousands
                ? $"{first}.{second}{named}, {digits}{named}, or the two masses {first} and {second}{named}"
                : $"{first}.{second}{named}, or the two masses {first} and {second}{named}"
            : $"{digits}{named} with its thousands set off, or several masses";
        var remedy = isPlain && !areThousands ? $"{first}.{second}{named}" : isPlain ? $"{first}.{second}{named} or {digits}{named}" : $"{digits}{named}";
        return $"'{number}{unit}' can be {readings}; write {remedy}, and give each of several masses its unit, as in 500g,1kg";
    }

    /// <summary>Where the point of a number may set off its thousands, as in German (<c>1.500g</c>): the number without it, if a person can mean it.</summary>
    private static double? OtherReading(ReadOnlySpan<char> number, double factor)
    {
        const int group = 3;
        var point = number.IndexOf('.');
        if (point is < 1 or > group || number.Length != point + 1 + group || number[0] == '0')
        {
            return null;
        }

        var other = double.Parse($"{number[..point]}{number[(point + 1)..]}", NumberStyles.None, CultureInfo.InvariantCulture);
        return other * factor <= HeaviestByHand ? other : null;
    }

    private static bool IsSeparator(char character) => char.IsWhiteSpace(character) || character is ',' or ';';

    private static int LengthOf(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
        {
            length++;
        }

        return length;
    }

    private static string NotAMass(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(',', ';');
        return $"'{(end < 0 ? text : text[..end])}' is not a mass; use for example 500g,1kg";
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
