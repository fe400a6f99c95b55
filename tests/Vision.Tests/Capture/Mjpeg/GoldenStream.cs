using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StationAgent.Testing;

namespace StationAgent.Vision.Tests.Capture.Mjpeg;

/// <summary>
/// The bytes of a camera's answer, from a file in the folder <c>Streams</c>. Line ends of the file do not count; <c>\r</c>, <c>\n</c> and <c>\xFF</c> are bytes. What
/// follows <c>{parts}</c> is sent for each picture, with <c>{jpeg}</c>, <c>{thumbnailed}</c>, <c>{preview}</c>, <c>{length}</c>, and chunks of the chunked transfer.
/// </summary>
internal sealed partial class GoldenStream
{
    private const string Folder = "Capture/Mjpeg/Streams";

    private readonly string _head;
    private readonly string _part;

    private GoldenStream(string head, string part) => (_head, _part) = (head, part);

    /// <summary>The names of all streams.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, Folder), "*.stream").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
    ];

    public static GoldenStream Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, Folder, name + ".stream"))
            .Where(static line => !line.StartsWith('#'));
        var sections = string.Concat(lines).Split("{parts}");
        return new GoldenStream(sections[0], sections[1]);
    }

    /// <summary>Sends the head and a part for each picture.</summary>
    public async Task WriteAsync(Stream stream, IEnumerable<byte[]> pictures, CancellationToken cancellationToken)
    {
        await CameraServer.WriteAsync(stream, Bytes(_head), cancellationToken);
        foreach (var picture in pictures)
        {
            await CameraServer.WriteAsync(stream, Bytes(_part, picture), cancellationToken);
        }
    }

    /// <summary>The picture as it arrives.</summary>
    public byte[] Expected(byte[] picture) => _part.Contains("{thumbnailed}", StringComparison.Ordinal) ? TestJpegs.WithThumbnail(picture, picture) : picture;

    private static string Bytes(string text, byte[]? picture = null)
    {
        var jpeg = Encoding.Latin1.GetString(picture ?? []);
        return Placeholder().Replace(text, found => found.Value switch
        {
            "\\r" => "\r",
            "\\n" => "\n",
            "{jpeg}" => jpeg,
            "{jpegchunk}" => Chunk(jpeg),
            "{thumbnailed}" => Encoding.Latin1.GetString(TestJpegs.WithThumbnail(picture!, picture!)),
            "{preview}" => Encoding.Latin1.GetString(TestJpegs.Preview()),
            "{length}" => jpeg.Length.ToString(CultureInfo.InvariantCulture),
            ['\\', 'x', .. var digits] => ((char)byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
            ['{', 'c', 'h', 'u', 'n', 'k', ':', .. var inner, '}'] => Chunk(Bytes(inner)),
            _ => throw new FormatException(found.Value),
        });
    }

    private static string Chunk(string bytes) => $"{bytes.Length:x}\r\n{bytes}\r\n";

    [GeneratedRegex(@"\\r|\\n|\\x[0-9A-F]{2}|\{chunk:[^}]*\}|\{[a-z]+\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
