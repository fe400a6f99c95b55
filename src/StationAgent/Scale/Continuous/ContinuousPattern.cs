using System.Text.RegularExpressions;
using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Continuous;

/// <summary>
/// The format of the lines of a scale that streams them: a regular expression with the groups <c>value</c> and, if wanted, <c>sign</c>, <c>unit</c>, <c>pounds</c>,
/// <c>kind</c> (GS, NT, TR and the like) and <c>status</c>. It runs without backtracking, so that no line can take much time.
/// </summary>
internal sealed class ContinuousPattern
{
    /// <summary>
    /// Matches <c>ST,GS,+  0.123kg</c>, <c>US,NT,-   12.3 g</c>, <c>ST,+00123.45  g</c>, <c>+ 0,123 kg</c>, <c>G 12.3 kg</c>, <c>12.3 kg NET</c>, <c>12.3</c>,
    /// <c>2:05.5 lb:oz</c>, <c>2 lb 5.5 oz</c>, and <c>OL</c> with anything behind it.
    /// </summary>
    public const string Default =
        @"^\s*(?:(?<status>OL|OF|UL|UF)\b.*"
        + @"|(?:(?:ST|US)(?:,|\s)\s*)?(?:(?<kind>GS|GROSS|G|NT|NET|N|TR|TARE|T|PT)[,:\s]\s*)?\s*(?<sign>[+-])?\s*"
        + @"(?:(?<pounds>\d+)\s*(?:[lL][bB]\s*:?|:)\s*(?<value>\d+(?:[.,]\d+)?)\s*(?<unit>lb:oz|LB:OZ|[oO][zZ])"
        + @"|(?<value>\d+(?:[.,']\d+)*)\s*(?<unit>[A-Za-z]{1,2})?)"
        + @"(?:[,\s]\s*(?<kind>GS|GROSS|G|NT|NET|N|TR|TARE|T|PT))?\s*)$";

    private readonly Regex _regex;
    private readonly double? _defaultUnit;
    private readonly DecimalSign _decimalSign;
    private readonly string[] _overload;
    private readonly string[] _underload;
    private readonly bool _saysKind;

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
            throw new FormatException("needs backtracking, which is not allowed: a reference to a group, or a look ahead or behind", failure);
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
        _saysKind = _regex.GroupNumberFromName("kind") >= 0;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="habit">What the scale has shown about its decimal sign; learns from this line.</param>
    public LineVerdict Read(string line, DecimalHabit habit)
    {
        var match = _regex.Match(line);
        if (!match.Success)
        {
            return LineVerdict.NotUnderstood;
        }

        var kind = _saysKind ? WeightKinds.Of(match.Groups["kind"].ValueSpan) : WeightKinds.In(line);
        if (match.Groups["status"].ValueSpan is { IsEmpty: false } status)
        {
            if (Contains(_overload, status))
            {
                return LineVerdict.Read(new LineReading(Grams.Zero, SampleStatus.Overload, kind));
            }

            if (Contains(_underload, status))
            {
                return LineVerdict.Read(new LineReading(Grams.Zero, SampleStatus.Underload, kind));
            }
        }

        var text = match.Groups["value"].ValueSpan;
        if (ReadNumber(text, habit, out var value) is { } fault)
        {
            return LineVerdict.Refused(fault, fault == LineFaults.TwoReadings ? ScaleNumber.Ambiguity(Unsigned(text)) : null);
        }

        if (GramsOf(match, value, out var grams) is { } unitFault)
        {
            return LineVerdict.Refused(unitFault);
        }

        var isNegative = match.Groups["sign"].ValueSpan is ['-'];
        return LineVerdict.Read(new LineReading(new Grams(isNegative ? -grams : grams), SampleStatus.Ok, kind));
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
    private static ReadOnlySpan<char> Unsigned(ReadOnlySpan<char> text) => text is ['-' or '+', .. var digits] ? digits : text;

    private LineFault? ReadNumber(ReadOnlySpan<char> text, DecimalHabit habit, out double value)
    {
        var digits = Unsigned(text);
        var fault = ScaleNumber.TryRead(digits, _decimalSign, out value);
        if (fault is null && _decimalSign == DecimalSign.Any)
        {
            habit.Learn(digits);
        }
        else if (fault == LineFaults.TwoReadings && habit.IsComma)
        {
            fault = ScaleNumber.TryRead(digits, DecimalSign.Comma, out value);
            habit.Take(DecimalLesson.Applied);
        }

        value = text is ['-', ..] ? -value : value;
        return fault;
    }

    private LineFault? GramsOf(Match match, double value, out double grams)
    {
        var unit = match.Groups["unit"].ValueSpan;
        grams = 0;
        if (match.Groups["pounds"].ValueSpan is { IsEmpty: false } pounds)
        {
            var fault = ScaleNumber.TryRead(pounds, DecimalSign.Point, out var wholePounds);
            if (fault is null && PoundsAndOunces.Grams(wholePounds, value) is { } mass)
            {
                grams = mass;
                return null;
            }

            return fault ?? LineFaults.NotANumber;
        }

        // With a unit of their own, such lines mean gram; where lines name no unit, they may name the kind of weight.
        if (unit is ['G'] && _defaultUnit is not null and not 1 && match.Groups["kind"].ValueSpan.IsEmpty)
        {
            return LineFaults.GramOrGross;
        }

        double? factor = unit.IsEmpty ? _defaultUnit : MassUnit.TryParse(unit, out var known) ? known : null;
        grams = value * factor.GetValueOrDefault();
        return factor is not null ? null : unit.IsEmpty ? LineFaults.NoUnit : LineFaults.UnknownUnit;
    }
}
