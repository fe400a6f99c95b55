using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Dialects;

/// <summary>Reads the part that most formats have in common: a sign, a number and a unit, with blanks between them. Pure; does not allocate.</summary>
internal static class WeightText
{
    private const int LongestNumber = 32;

    /// <summary>Reads a weight at the beginning of a text.</summary>
    /// <param name="text">The text; returns what is left behind the unit, without blanks at its beginning.</param>
    /// <param name="decimalSign">What the scale is known to write.</param>
    /// <param name="field">The weight.</param>
    /// <returns>Why it is not read; null when it was.</returns>
    public static LineFault? TryRead(ref ReadOnlySpan<byte> text, DecimalSign decimalSign, out WeightField field)
    {
        field = default;
        var isNegative = TakeSign(ref text);
        if (TakeNumber(ref text, decimalSign, out var value, out var decimals) is { } fault)
        {
            return fault;
        }

        if (TakePoundsMark(ref text))
        {
            return TryReadOunces(ref text, value, isNegative, out field);
        }

        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter((char)text[length]) || text[length] == (byte)'%'))
        {
            length++;
        }

        double? unit = null;
        if (length > 0)
        {
            if (!MassUnit.TryParse(text[..length], out var grams))
            {
                return LineFaults.UnknownUnit;
            }

            unit = grams;
        }

        text = text[length..].TrimStart((byte)' ');
        field = new WeightField(isNegative ? -value : value, decimals, unit);
        return null;
    }

    /// <summary>Takes a word of letters at the beginning of a text, with the blanks around it.</summary>
    /// <param name="text">The text; returns what is left.</param>
    /// <param name="kind">The kind of weight that the word names.</param>
    /// <returns>False when the word names none; then nothing is taken.</returns>
    public static bool TryTakeKind(ref ReadOnlySpan<byte> text, out WeightKind kind)
    {
        const int LongestWord = 5;
        var trimmed = text.TrimStart((byte)' ');
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        while (length < trimmed.Length && length < LongestWord && trimmed[length] is not ((byte)' ' or (byte)',') && !IsNumeric(trimmed[length]))
        {
            word[length] = (char)trimmed[length];
            length++;
        }

        kind = WeightKinds.Of(word[..length]);
        if (kind == WeightKind.Unknown)
        {
            return false;
        }

        text = trimmed[length..].TrimStart((byte)' ');
        return true;
    }

    private static bool IsNumeric(byte value) => value is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-';

    private static bool TakeSign(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text is not [(byte)'+' or (byte)'-', ..])
        {
            return false;
        }

        var isNegative = text[0] == (byte)'-';
        text = text[1..].TrimStart((byte)' ');
        return isNegative;
    }

    private static LineFault? TakeNumber(ref ReadOnlySpan<byte> text, DecimalSign decimalSign, out double value, out int decimals)
    {
        Span<char> number = stackalloc char[LongestNumber];
        var length = 0;
        var sign = -1;
        while (length < text.Length && text[length] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)',' or (byte)'\'')
        {
            if (length == LongestNumber)
            {
                value = 0;
                decimals = 0;
                return LineFaults.NotANumber;
            }

            number[length] = (char)text[length];
            sign = number[length] is '.' or ',' ? length : sign;
            length++;
        }

        decimals = sign < 0 ? 0 : length - sign - 1;
        text = text[length..].TrimStart((byte)' ');
        return ScaleNumber.TryRead(number[..length], decimalSign, out value);
    }

    /// <summary>What stands between pounds and ounces: <c>2:05.5 lb:oz</c> or <c>2 lb 5.5 oz</c>.</summary>
    private static bool TakePoundsMark(ref ReadOnlySpan<byte> text)
    {
        var rest = text;
        if (rest is [(byte)'l' or (byte)'L', (byte)'b' or (byte)'B', ..])
        {
            rest = rest[2..].TrimStart((byte)' ');
        }

        var hasColon = rest is [(byte)':', ..];
        rest = hasColon ? rest[1..].TrimStart((byte)' ') : rest;
        if (rest.Length == text.Length || rest is not [>= (byte)'0' and <= (byte)'9', ..])
        {
            return false;
        }

        text = rest;
        return true;
    }

    private static LineFault? TryReadOunces(ref ReadOnlySpan<byte> text, double pounds, bool isNegative, out WeightField field)
    {
        field = default;
        if (TakeNumber(ref text, DecimalSign.Point, out var ounces, out var decimals) is { } fault)
        {
            return fault;
        }

        if (text is [(byte)'l' or (byte)'L', (byte)'b' or (byte)'B', (byte)':', ..])
        {
            text = text[3..];
        }

        if (text is not [(byte)'o' or (byte)'O', (byte)'z' or (byte)'Z', ..])
        {
            return LineFaults.UnknownUnit;
        }

        text = text[2..].TrimStart((byte)' ');
        if (PoundsAndOunces.Grams(pounds, ounces) is not { } grams)
        {
            return LineFaults.NotANumber;
        }

        field = new WeightField(isNegative ? -grams : grams, decimals, 1);
        return null;
    }
}
