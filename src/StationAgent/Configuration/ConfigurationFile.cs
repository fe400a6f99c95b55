using System.Text;
using System.Text.Json;
using StationAgent.Failures;

namespace StationAgent.Configuration;

/// <summary>Flattens a JSON file with comments into values that know their line.</summary>
internal static class ConfigurationFile
{
    /// <summary>A configuration has about a page of text; more is a mistake.</summary>
    public const int MaximumBytes = 1 << 20;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="folder">What relative paths in it are relative to.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="problems">Receives what is wrong with the file as JSON.</param>
    public static void Read(
        ReadOnlySpan<byte> utf8, string name, string folder, ICollection<ConfigurationValue> values, ICollection<ConfigurationProblem> problems)
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        var reader = new Utf8JsonReader(utf8, Options);
        var lines = new LineCounter(utf8);
        var path = new Stack<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add(new ConfigurationProblem("", $"{name}:1", "expected one JSON object { … }"));
                return;
            }

            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        path.Push(reader.GetString()!);
                        break;
                    case JsonTokenType.StartObject:
                        break;
                    case JsonTokenType.EndObject:
                        path.TryPop(out _);
                        break;
                    default:
                        var value = Value(ref reader, string.Join(':', path.Reverse()), $"{name}:{lines.At(reader.TokenStartIndex)}", folder);
                        if (seen.Add(value.Path))
                        {
                            values.Add(value);
                        }
                        else
                        {
                            problems.Add(new ConfigurationProblem(value.Path, value.Source, "this key is in the file twice; keep one of them"));
                        }

                        path.Pop();
                        break;
                }
            }
        }
        catch (JsonException)
        {
            var fault = JsonSyntax.Find(utf8, Options) ?? new JsonFault(1, "it cannot be read");
            problems.Add(new ConfigurationProblem("", $"{name}:{fault.Line}", $"not valid JSON: {fault.Reason}"));
        }
        catch (InvalidOperationException exception) when (exception.InnerException is DecoderFallbackException)
        {
            problems.Add(new ConfigurationProblem("", $"{name}:{lines.At(reader.TokenStartIndex)}", "not valid UTF-8 text"));
        }
    }

    private static ConfigurationValue Value(ref Utf8JsonReader reader, string path, string source, string folder)
    {
        var (kind, text) = reader.TokenType switch
        {
            JsonTokenType.String => (ConfigurationValueKind.Text, reader.GetString()!),
            JsonTokenType.Number => (ConfigurationValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => (ConfigurationValueKind.Flag, "true"),
            JsonTokenType.False => (ConfigurationValueKind.Flag, "false"),
            JsonTokenType.Null => (ConfigurationValueKind.Null, "null"),
            _ => (ConfigurationValueKind.List, "[…]"),
        };
        if (kind == ConfigurationValueKind.List)
        {
            reader.Skip();
        }

        return new ConfigurationValue(path, text, kind, source, folder);
    }

    private ref struct LineCounter(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _position;
        private int _line = 1;

        public int At(long index)
        {
            _line += _utf8[_position..(int)index].Count((byte)'\n');
            _position = (int)index;
            return _line;
        }
    }
}
