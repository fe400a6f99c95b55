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

    /// <summary>Scheme, host, port and path. Some cameras take user and password in the path (<c>/user=admin_password=…</c>): their values are left out.</summary>
    internal static string Show(Uri uri) =>
        $"{uri.Scheme}://{(uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.Host.Trim('[', ']')}]" : uri.Host)}{(uri.IsDefaultPort || uri.Port < 0 ? "" : $":{uri.Port}")}"
        + SecretInPath().Replace(uri.AbsolutePath, "${name}=" + Secret.Shown);

    /// <summary>The parameters of a query that usually hold a user or a password.</summary>
    internal static IReadOnlyList<string> SecretParameters(string query) =>
    [
        .. query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=')[0])
            .Where(static name => SecretName().IsMatch(name)),
    ];

    /// <summary>What <see cref="Show"/> leaves out, whole and by parts, as it is written and decoded; longest first.</summary>
    internal static IReadOnlyList<string> HiddenParts(Uri uri)
    {
        var values = uri.Query.TrimStart('?').Split('&').Select(static pair => pair.Split('=', 2)).Where(static pair => pair.Length > 1 && SecretName().IsMatch(pair[0])).Select(static pair => pair[1]);
        var inPath = SecretInPath().Matches(uri.AbsolutePath).Select(static found => found.Groups["value"].Value);
        string[] parts = [uri.Query, uri.Fragment, uri.UserInfo, .. uri.UserInfo.Split(':').Skip(1), .. values, .. inPath];
        return
        [
            .. parts.Concat(parts.Select(Uri.UnescapeDataString))
                .Where(static part => part.Length >= ShortestPart)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(static part => part.Length),
        ];
    }

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
        return address[..host] + SecretInPath().Replace(query < 0 ? rest : rest[..query], "${name}=" + Secret.Shown);
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.\-]*:/{1,3}[^\s'""<>/][^\s'""<>]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // Such as admin:word@host, an address without a scheme.
    [GeneratedRegex(@"(?<before>^|[\s'""(=/])[^\s'""/@:=(]+:[^\s'""@/]+@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserBeforeHost();

    [GeneratedRegex(
        @"(?<name>[^/;&?=]*(?:user(?:name)?|usr|login|pass(?:word|wd)?|pwd|token|secret|auth))=(?<value>[^/;&?#]*)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretInPath();

    [GeneratedRegex(
        @"^(?:.*(?:pass|pwd|token|secret|auth|key)|pw$|psw$|p$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();
}
