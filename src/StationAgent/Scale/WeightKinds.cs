namespace StationAgent.Scale;

/// <summary>The words by which the lines of scales tell gross, net and tare apart.</summary>
internal static class WeightKinds
{
    private const int LongestWord = 5;

    /// <summary>The kind that a word names; <see cref="WeightKind.Unknown"/> for any other word.</summary>
    /// <param name="word">The word, in capitals or not.</param>
    public static WeightKind Of(ReadOnlySpan<char> word)
    {
        Span<char> upper = stackalloc char[LongestWord];
        if (word.Length > LongestWord || word.ToUpperInvariant(upper) < 0)
        {
            return WeightKind.Unknown;
        }

        return upper[..word.Length] switch
        {
            "GS" or "GW" or "GR" or "G" or "GROSS" or "B" or "B/G" => WeightKind.Gross,
            "NT" or "NW" or "N" or "NET" => WeightKind.Net,
            "TR" or "TW" or "T" or "TARE" or "PT" => WeightKind.Tare,
            _ => WeightKind.Unknown,
        };
    }

    /// <summary>The kind that a whole line names in a word of two letters or more, for formats that do not say where it is.</summary>
    /// <param name="line">The line, as Latin-1.</param>
    public static WeightKind In(ReadOnlySpan<char> line)
    {
        var kind = WeightKind.Unknown;
        while (!line.IsEmpty)
        {
            var length = 0;
            while (length < line.Length && char.IsAsciiLetter(line[length]))
            {
                length++;
            }

            if (length > 1 && kind == WeightKind.Unknown)
            {
                kind = Of(line[..length]);
            }

            line = line[Math.Max(length, 1)..];
        }

        return kind;
    }
}
