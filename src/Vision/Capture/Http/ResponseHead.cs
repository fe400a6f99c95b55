using System.Text;

namespace StationAgent.Vision.Capture.Http;

/// <summary>
/// Puts the head of a camera's answer into the form that the HTTP client accepts. Cameras break the rules in ways that browsers pass over: other words for
/// the protocol, header lines without a name, lengths of an endless answer.
/// </summary>
internal static class ResponseHead
{
    /// <summary>A longer head is not one.</summary>
    public const int LongestHead = 16 << 10;

    private const int CodeLength = 3;

    /// <summary>The first line that a picture without any head gets.</summary>
    public static ReadOnlySpan<byte> Missing => "HTTP/1.0 200 OK\r\n\r\n"u8;

    /// <summary>True when the bytes may be the beginning of a head.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 5 && Ascii.EqualsIgnoreCase(bytes[..5], "HTTP/"u8) || bytes.StartsWith("ICY "u8);

    /// <summary>The bytes without the empty lines before a head (RFC 9112, 2.2, allows them before a request).</summary>
    public static ReadOnlySpan<byte> SkipEmptyLines(ReadOnlySpan<byte> bytes) => bytes.TrimStart("\r\n"u8);

    /// <summary>True when an answer begins with its content: a picture, or the boundary before one.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> bytes) => bytes.StartsWith(JpegStart) || bytes.StartsWith("--"u8);

    /// <summary>Finds the end of a head; -1 when it has not come yet.</summary>
    /// <returns>The number of bytes of the head with its empty line.</returns>
    public static int EndOf(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf((byte)'\n') is var found and >= 0;)
        {
            at += found + 1;
            var rest = bytes[at..];
            if (rest.StartsWith("\n"u8))
            {
                return at + 1;
            }

            if (rest.StartsWith("\r\n"u8))
            {
                return at + 2;
            }
        }

        return -1;
    }

    /// <summary>The head in the right form; the bytes as they are when they are not a head.</summary>
    /// <param name="head">The whole head with its empty line.</param>
    /// <param name="code">The status code; 0 when there is none.</param>
    public static byte[] Mend(ReadOnlySpan<byte> head, out int code)
    {
        var lines = Encoding.Latin1.GetString(head).Split('\n').Select(static line => line.TrimEnd('\r')).ToArray();
        code = CodeOf(lines[0]);
        if (code == 0)
        {
            return head.ToArray();
        }

        var version = lines[0].StartsWith("HTTP/1.0", StringComparison.OrdinalIgnoreCase) || lines[0].StartsWith("ICY", StringComparison.Ordinal) ? "1.0" : "1.1";
        var mended = new StringBuilder($"HTTP/{version} {code} \r\n");
        foreach (var (name, value) in Meant(HeadersOf(lines.AsSpan(1))))
        {
            mended.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(mended.Append("\r\n").ToString());
    }

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static int CodeOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words[1].Length == CodeLength && int.TryParse(words[1], out var code) && code is >= 100 and <= 599 ? code : 0;
    }

    private static List<(string Name, string Value)> HeadersOf(ReadOnlySpan<string> lines)
    {
        var headers = new List<(string Name, string Value)>();
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length > 0 && line[0] is ' ' or '\t' && headers.Count > 0)
            {
                // A long value may be continued on the next line (RFC 9112, 5.2).
                headers[^1] = (headers[^1].Name, $"{headers[^1].Value} {Clean(line)}");
            }
            else if (colon > 0 && line.AsSpan(0, colon).TrimEnd().ToString() is var name && name.All(IsTokenLetter))
            {
                headers.Add((name, Clean(line[(colon + 1)..])));
            }
        }

        return headers;
    }

    // A length that cannot be true would end the pictures too soon: an endless answer has none, and a chunked one has its own.
    private static IEnumerable<(string Name, string Value)> Meant(List<(string Name, string Value)> headers)
    {
        var isEndless = headers.Exists(static one => Is(one, "Content-Type") && one.Value.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            || headers.Exists(static one => Is(one, "Transfer-Encoding"));
        var hasLength = false;
        foreach (var one in headers)
        {
            if (Is(one, "Content-Length"))
            {
                if (isEndless || hasLength || !one.Value.All(char.IsAsciiDigit) || one.Value.Length is 0 or > 18)
                {
                    continue;
                }

                hasLength = true;
            }

            yield return one;
        }
    }

    private static bool Is((string Name, string Value) header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Clean(string value) => string.Concat(value.Select(static letter => letter is < ' ' or '\x7F' ? ' ' : letter)).Trim();

    /// <summary>The letters of a header's name (RFC 9110, 5.6.2).</summary>
    private static bool IsTokenLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal);
}
