using System.Text.RegularExpressions;

namespace StationAgent.Vision.Capture.Addresses;

/// <summary>Finds addresses in texts and takes out what may be secret in them.</summary>
public static partial class AddressText
{
    /// <summary>Hiding shorter parts would also hide ordinary words and numbers.</summary>
    private const int ShortestPart = 4;

    /// <summary>The text, in which every address is without user, password, query and fragment.</summary>
    /// <param name="text">Any text.</param>
    public static string Hide(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(':', StringComparison.Ordinal)
            ? UserBeforeHost().Replace(Address().Replace(text, static found => Cut(found.Value)), "${before}" + Secret.Shown + "@")
            : text;
    }

    /// <summary>Scheme, host, port and path without the secrets in it.</summary>
    internal static string Show(Uri uri) =>
        $"{uri.Scheme}://{(uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.Host.Trim('[', ']')}]" : uri.Host)}{(uri.IsDefaultPort || uri.Port < 0 ? "" : $":{uri.Port}")}"
        + PathSecrets.Hide(uri.AbsolutePath);

    /// <summary>The parameters in path and query that usually hold a password.</summary>
    internal static IReadOnlyList<string> SecretParameters(Uri uri) =>
    [
        .. PathSecrets.Names(uri.AbsolutePath)
            .Concat(SecretNames.Pair().Matches(Uri.UnescapeDataString(uri.Query)).Select(static pair => pair.Groups["name"].Value))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What <see cref="Show"/> leaves out, whole and by parts, as it is written and decoded; longest first.</summary>
    internal static IReadOnlyList<string> HiddenParts(Uri uri)
    {
        var values = uri.Query.TrimStart('?').Split('&').Select(static pair => pair.Split('=', 2)).Where(static pair => pair.Length > 1 && IsSecret(pair[0])).Select(static pair => pair[1]);
        string[] parts = [uri.Query, uri.Fragment, uri.UserInfo, .. uri.UserInfo.Split(':').Skip(1), .. values, .. PathSecrets.Hidden(uri.AbsolutePath)];
        return
        [
            .. parts.Concat(parts.Select(Uri.UnescapeDataString))
                .Where(static part => part.Length >= ShortestPart)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(static part => part.Length),
        ];
    }

    private static bool IsSecret(string name) => SecretNames.Pair().IsMatch(Uri.UnescapeDataString(name) + "=");

    private static string Cut(string address)
    {
        var host = address.IndexOf('/', StringComparison.Ordinal);
        while (host < address.Length && address[host] == '/')
        {
            host++;
        }

        var at = address.LastIndexOf('@');
        var end = address.AsSpan(host).IndexOfAny('/', '?', '#');
        end = end < 0 ? address.Length : host + end;
        if (at > end)
        {
            // Where the host begins cannot be known: a password may contain every one of these characters.
            return address[..host] + Secret.Shown;
        }

        var rest = at < 0 ? address[host..] : address[(at + 1)..];
        var query = rest.AsSpan().IndexOfAny('?', '#');
        rest = query < 0 ? rest : rest[..query];
        var path = rest.IndexOf('/', StringComparison.Ordinal);
        return address[..host] + (path < 0 ? rest : rest[..path] + PathSecrets.Hide(rest[path..]));
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.\-]*:/{1,3}[^\s'""<>/][^\s'""<>]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // Such as admin:word@host, an address without a scheme.
    [GeneratedRegex(@"(?<before>^|[\s'""(=/])[^\s'""/@:=(]+:[^\s'""@/]+@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserBeforeHost();
}
