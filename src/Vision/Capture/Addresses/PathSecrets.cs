using System.Text.RegularExpressions;

namespace StationAgent.Vision.Capture.Addresses;

/// <summary>
/// Finds passwords in the path of an address, where some cameras take them (<c>/user=admin_password=…</c>). A path is matched as it is after decoding; where that
/// differs from what is written, the whole segment is hidden.
/// </summary>
internal static partial class PathSecrets
{
    /// <summary>A path may be encoded again by each program that hands it on.</summary>
    private const int MostEncodings = 4;

    /// <summary>The path with stars in place of its secrets.</summary>
    public static string Hide(string path) => string.Join('/', path.Split('/').Select(HideSegment));

    /// <summary>What <see cref="Hide"/> leaves out, as it is written and decoded.</summary>
    public static IEnumerable<string> Hidden(string path)
    {
        foreach (var segment in path.Split('/'))
        {
            var decoded = Decode(segment);
            foreach (Match pair in SecretNames.PairOrUser().Matches(decoded))
            {
                yield return pair.Groups["value"].Value;
            }

            if (HideSegment(segment) == Secret.Shown)
            {
                yield return segment;
                yield return decoded;
            }
        }
    }

    /// <summary>The names of the parameters in the path that usually hold a password; <c>@</c> for a user before a host.</summary>
    public static IEnumerable<string> Names(string path)
    {
        foreach (var decoded in path.Split('/').Select(Decode))
        {
            foreach (Match pair in SecretNames.Pair().Matches(decoded))
            {
                yield return pair.Groups["name"].Value;
            }

            if (UserBeforeHost().IsMatch(decoded))
            {
                yield return "@";
            }
        }
    }

    private static string HideSegment(string segment)
    {
        var decoded = Decode(segment);
        var shown = UserBeforeHost().IsMatch(decoded)
            ? Secret.Shown
            : SecretNames.PairOrUser().Replace(decoded, static pair => pair.Value[..^pair.Groups["value"].Length] + Secret.Shown);
        return shown == decoded ? segment : decoded == segment ? shown : Secret.Shown;
    }

    private static string Decode(string text)
    {
        for (var i = 0; i < MostEncodings && text.Contains('%', StringComparison.Ordinal); i++)
        {
            text = Uri.UnescapeDataString(text);
        }

        return text;
    }

    [GeneratedRegex(":[^/@]+@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserBeforeHost();
}
