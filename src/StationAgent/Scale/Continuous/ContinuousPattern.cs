using System.Text.RegularExpressions;
using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Continuous;

/// <summary>
/// The format of the lines of a scale that streams them: a regular expression with the groups <c>value</c> and, if wanted, <c>sign</c>, <c>unit</c>, <c>kind</c> (GS or G, NT or N) and
/// <c>status</c>. It runs without backtracking, so that no line can take much time.
/// </summary>
internal sealed class ContinuousPattern
{
    /// <summary>
    /// Matches <c>ST,GS,+  0.123kg</c>, <c>US,NT,-   12.3 g</c>, <c>ST,+00123.45  g</c>, <c>+ 0,123 kg</c>, <c>12.3</c>, and <c>OL</c> with anything behind
    /// it; not the tare of <c>ST,TR,…</c>.
    /// </summary>
    public const string Default =
        @"^\s*(?:(?<status>OL|OF|UL|UF)\b.*|(?:(?:ST|US),\s*(?:(?<kind>GS|NT),)?)?\s*(?<sign>[+-])?\s*(?<value>\d+(?:[.,']\d+)*)\s*(?<unit>[A-Za-z]{1,2})?\s*)$";

    private readonly Regex _regex;
    private readonly double? _defaultUnit;
    private readonly DecimalSign _decimalSign;
    private readonly string[] _overload;
    private readonly string[] _underload;

    /// <param name="pattern">The regular expression.</param>
    /// <param name="defaultUnit">The unit of lines without one, in grams; null when such a line is not understood.</param>
    /// <param name="decimalSign">The decimal sign of its numbers.</param>
    /// <param name="overload">The words of <c>status</c> above the range.</param>
    /// <param name="underload">The words of <c>status</c> below the range.</param>
    /// <exception cref="FormatException">It is not a regular expression, needs backtracking, or has no group <c>value</c>; the message says what is wrong.</exception>
    public ContinuousPattern(string pattern, double? defaultUnit, DecimalSign decimalSign, string[] overload, string[] underload)
    {
        try
        {
            _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException failure)
        {
            throw new FormatException($"needs backtracking, which is not allowed: {failure.Message}", failure);
        }
        catch (RegexParseException failure)
        {
            throw new FormatException($"is not a regular expression: {failure.Message}", failure);
        }

        if (_regex.GroupNumberFromName("value") < 0)
        {
            throw new FormatException(@"has no group named value, such as (?<value>\d+\.\d+)");
        }

        _defaultUnit = defaultUnit;
        _decimalSign = decimalSign;
        _overload = overload;
        _underload = underload;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="reading">What it says.</param>
    /// <param name="problem">What is wrong with its number; null when the pattern does not match, or a unit is missing or not known.</param>
    /// <returns>False when the pattern does not match, the value is not a number or has two readings, or the unit is not known.</returns>
    public bool TryRead(string line, out LineReading reading, out string? problem)
    {
        reading = default;
        problem = null;
        var match = _regex.Match(line);
        if (!match.Success)
        {
            return false;
        }

        if (match.Groups["status"].ValueSpan is { IsEmpty: false } status)
        {
            if (Contains(_overload, status))
            {
                reading = new LineReading(Grams.Zero, SampleStatus.Overload);
                return true;
            }

            if (Contains(_underload, status))
            {
                reading = new LineReading(Grams.Zero, SampleStatus.Underload);
                return true;
            }
        }

        if (!TryReadNumber(match.Groups["value"].ValueSpan, out var value, out problem) || Unit(match.Groups["unit"].ValueSpan) is not { } grams)
        {
            return false;
        }

        var isNegative = match.Groups["sign"].ValueSpan is ['-'];
        reading = new LineReading(new Grams((isNegative ? -value : value) * grams), SampleStatus.Ok, match.Groups["kind"].ValueSpan switch
        {
            "GS" or "G" => WeightKind.Gross,
            "NT" or "N" => WeightKind.Net,
            _ => WeightKind.Unknown,
        });
        return true;
    }

    private static bool Contains(string[] words, ReadOnlySpan<char> status)
    {
        foreach (var word in words)
        {
            if (status.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A pattern of an installer may take the sign with the value.</summary>
    private bool TryReadNumber(ReadOnlySpan<char> text, out double value, out string? problem)
    {
        var isNegative = text is ['-', ..];
        var isRead = ScaleNumber.TryRead(text is ['-' or '+', .. var digits] ? digits : text, _decimalSign, out value, out problem);
        value = isNegative ? -value : value;
        return isRead;
    }

    private double? Unit(ReadOnlySpan<char> unit) => unit.IsEmpty ? _defaultUnit
        : MassUnit.TryParse(unit, out var grams) ? grams
        : null;
}
