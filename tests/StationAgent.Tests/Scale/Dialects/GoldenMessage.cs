using System.Globalization;

namespace StationAgent.Tests.Scale.Dialects;

/// <summary>Bytes of a scale and what they mean, from a file of <c>Golden/</c>.</summary>
/// <param name="Bytes">What the scale sends.</param>
/// <param name="Expected">What follows, in words, in order.</param>
internal sealed record GoldenMessage(byte[] Bytes, IReadOnlyList<string> Expected)
{
    /// <summary>The folder of the files.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "StationAgent.Tests", "Scale", "Dialects", "Golden");

    /// <summary>The names of the files: that of the dialect, and behind a point that of a variant.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.golden").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>Reads a file: a line of bytes begins with <c>&gt;</c>, what follows from them with <c>=</c>.</summary>
    public static IReadOnlyList<GoldenMessage> Read(string file)
    {
        var messages = new List<(byte[] Bytes, List<string> Expected)>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, file + ".golden")))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                messages.Add((Unescape(line[2..]), []));
            }
            else if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                messages[^1].Expected.Add(line[2..]);
            }
        }

        return [.. messages.Select(static message => new GoldenMessage(message.Bytes, message.Expected))];
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            i++;
            bytes.Add(text[i] switch
            {
                'r' => (byte)'\r',
                'n' => (byte)'\n',
                'x' => byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => (byte)'\\',
            });
            i += text[i] == 'x' ? 2 : 0;
        }

        return [.. bytes];
    }
}
