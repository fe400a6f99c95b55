using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace StationAgent.Failures;

/// <summary>Finds where a text is not JSON. The messages of .NET are not shown: they count lines from zero and explain the parser, not the text.</summary>
internal static class JsonSyntax
{
    // Of .NET, where the options name none.
    private const int DefaultLevels = 64;

    /// <summary>Finds the first fault.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="options">Whether comments and a comma at the end are allowed, and how deep it may be.</param>
    /// <returns>Null when the text is JSON.</returns>
    public static JsonFault? Find(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        if (!Utf8.IsValid(utf8))
        {
            return new JsonFault(LineOfInvalidText(utf8), "it is not text in UTF-8");
        }

        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return new JsonFault(1, "it is empty");
        }

        try
        {
            ReadAll(utf8, isWhole: true, options, out _);
            return null;
        }
        catch (JsonException whole)
        {
            return Explain(utf8, options, whole);
        }
    }

    private static JsonFault Explain(ReadOnlySpan<byte> utf8, JsonReaderOptions options, JsonException whole)
    {
        var depth = 0;
        try
        {
            // What is wrong only as a whole is the beginning of something right.
            ReadAll(utf8, isWhole: false, options, out depth);
            return new JsonFault(LineAt(utf8, utf8.TrimEnd(" \t\r\n"u8).Length), "it ends too early");
        }
        catch (JsonException)
        {
            var line = (int)(whole.LineNumber ?? 0);
            var at = StartOf(utf8, line) + (int)(whole.BytePositionInLine ?? 0);
            return new JsonFault(
                line + 1,
                depth >= MostLevels(options) ? $"it has more than {MostLevels(options)} levels of {{ and ["
                : at < utf8.Length ? $"{CharacterAt(utf8[at..])} is not expected there"
                : "it ends too early");
        }
    }

    // It throws at the first fault; then the depth is that of the last token before it.
    private static void ReadAll(ReadOnlySpan<byte> utf8, bool isWhole, JsonReaderOptions options, out int depth)
    {
        depth = 0;
        var reader = new Utf8JsonReader(utf8, isWhole, new JsonReaderState(options));
        while (reader.Read())
        {
            depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
        }
    }

    private static int MostLevels(JsonReaderOptions options) => options.MaxDepth == 0 ? DefaultLevels : options.MaxDepth;

    private static string CharacterAt(ReadOnlySpan<byte> utf8) =>
        Rune.DecodeFromUtf8(utf8, out var rune, out _) == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune)
            ? $"the character {rune}"
            : utf8[0] is (byte)'\n' or (byte)'\r' ? "the end of the line" : $"the byte 0x{utf8[0]:X2}";

    private static int LineOfInvalidText(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (at < utf8.Length && Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return LineAt(utf8, at);
    }

    private static int LineAt(ReadOnlySpan<byte> utf8, int at) => utf8[..at].Count((byte)'\n') + 1;

    private static int StartOf(ReadOnlySpan<byte> utf8, int line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return start;
    }
}
