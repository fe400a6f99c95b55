namespace StationAgent.Configuration;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the known names by edit distance, case aside; null when none is near.</summary>
    public static string? Find(string wrong, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = Math.Max(2, wrong.Length / 3) + 1;
        foreach (var name in known)
        {
            // A key with only a wrong section is nearer than its edit distance says.
            var sameEnding = Ending(wrong).Equals(Ending(name), StringComparison.OrdinalIgnoreCase) && !Ending(wrong).IsEmpty;
            var distance = sameEnding ? 1 : Distance(wrong, name);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    private static ReadOnlySpan<char> Ending(string path) => path.AsSpan(path.LastIndexOf(':') + 1);

    // Levenshtein's distance with one row; names are short, and a longer wrong name is cut off.
    private static int Distance(string left, string right)
    {
        const int longest = 128;
        var a = left.AsSpan(0, Math.Min(left.Length, longest));
        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
