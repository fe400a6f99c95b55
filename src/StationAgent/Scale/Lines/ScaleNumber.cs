using System.Buffers;
using System.Globalization;

namespace StationAgent.Scale.Lines;

/// <summary>
/// Reads a number as a scale prints it. A text that has two readings is not guessed: <c>1,234</c> is 1234 in English and 1.234 in German.
/// Pure; does not allocate unless there is a problem.
/// </summary>
internal static class ScaleNumber
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789.,'");

    private const int LongestNumber = 32;
    private const int GroupLength = 3;

    /// <summary>Reads a number without its sign.</summary>
    /// <param name="text">Digits with decimal signs and thousands separators: points, commas, apostrophes.</param>
    /// <param name="decimalSign">What the scale is known to write.</param>
    /// <param name="value">The number.</param>
    /// <returns>Why it is not read; null when it was.</returns>
    public static LineFault? TryRead(ReadOnlySpan<char> text, DecimalSign decimalSign, out double value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > LongestNumber || text.ContainsAnyExcept(Allowed))
        {
            return LineFaults.NotANumber;
        }

        var last = text.LastIndexOfAny('.', ',');
        var sign = last < 0 ? '\0' : text[last];
        var isGroup = last >= 0 && text.Length - last - 1 == GroupLength;
        var isOnlySign = last < 0 || text.IndexOfAny('.', ',') == last;
        var whole = last < 0 ? text : text[..last];
        var isSame = last >= 0 && !isOnlySign && !text[..last].Contains(sign is '.' ? ',' : '.');

        // With two different signs the last one is the decimal sign; a sign that stands twice separates thousands.
        bool? isDecimal = (last < 0, isOnlySign, isSame) switch
        {
            (true, _, _) => false,
            (_, true, _) => OfOneSign(sign, isGroup, whole, decimalSign),
            (_, _, true) => false,
            _ => true,
        };
        if (isDecimal is not { } hasDecimals)
        {
            return LineFaults.TwoReadings;
        }

        var contradicts = last >= 0 && (hasDecimals ? sign != SignOf(decimalSign, sign) : sign == SignOf(decimalSign, '\0'));
        if (contradicts || !AreGroups(hasDecimals ? whole : text) || (hasDecimals && text[(last + 1)..].Contains('\'')))
        {
            return decimalSign == DecimalSign.Any ? LineFaults.NotANumber : LineFaults.OtherDecimalSign;
        }

        Span<char> plain = stackalloc char[LongestNumber];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                plain[length++] = text[i];
            }
            else if (hasDecimals && i == last)
            {
                plain[length++] = '.';
            }
        }

        return double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) ? null : LineFaults.NotANumber;
    }

    /// <summary>Both readings of a text that has two, for a message.</summary>
    /// <param name="text">A text for which <see cref="TryRead"/> finds two readings.</param>
    public static string Ambiguity(ReadOnlySpan<char> text)
    {
        var comma = text.LastIndexOf(',');
        return $"in which '{text}' may be {text[..comma]}{text[(comma + 1)..]} or {text[..comma]}.{text[(comma + 1)..]}: set Scale:DecimalSign to point or comma";
    }

    /// <summary>What a number says about the scale's decimal sign: comma or point where it settles that, else <see cref="DecimalSign.Any"/>.</summary>
    /// <param name="text">A text that <see cref="TryRead"/> reads with <see cref="DecimalSign.Any"/>.</param>
    public static DecimalSign Evidence(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOfAny('.', ',');
        var first = text.IndexOfAny('.', ',');
        if (last < 0)
        {
            return DecimalSign.Any;
        }

        // A sign that stands twice separates thousands, and then the other one is the decimal sign.
        var isComma = text[last] == ',';
        var isRepeated = first != last && !text[..last].Contains(isComma ? '.' : ',');
        return isComma != isRepeated ? DecimalSign.Comma : DecimalSign.Point;
    }

    /// <summary>Whether a sign that stands once is the decimal sign; null when that cannot be known.</summary>
    private static bool? OfOneSign(char sign, bool isGroup, ReadOnlySpan<char> whole, DecimalSign decimalSign) => decimalSign switch
    {
        DecimalSign.Point => sign == '.',
        DecimalSign.Comma => sign == ',',

        // Nearly every scale writes a point. The first group of a number with thousands is never zero, empty or longer than three digits, but it may be filled up with zeros.
        _ => sign == '.' || !isGroup || whole is "" or "0" || whole.TrimStart('0').Length > GroupLength || whole.Contains('\'') ? true : null,
    };

    private static char SignOf(DecimalSign decimalSign, char otherwise) => decimalSign switch
    {
        DecimalSign.Point => '.',
        DecimalSign.Comma => ',',
        _ => otherwise,
    };

    /// <summary>True when every separator is the same and is followed by three digits.</summary>
    private static bool AreGroups(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAny('.', ',', '\'');
        if (first < 0)
        {
            return true;
        }

        if (first is 0 or > GroupLength || text[0] == '0')
        {
            return false;
        }

        for (var rest = text[first..]; !rest.IsEmpty; rest = rest[(GroupLength + 1)..])
        {
            if (rest.Length <= GroupLength || rest[0] != text[first] || rest[1..(GroupLength + 1)].ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }
}
