using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using StationAgent.Configuration;
using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class PropertyTests
{
    private static readonly Gen<string> Name = Gen.Char.AlphaNumeric.Array[1, 12].Select(static letters => new string(letters));
    private static readonly Gen<ConfigurationKey<AgentOptions>> Known = Gen.Int[0, AgentOptions.Schema.Keys.Count - 1].Select(static index => AgentOptions.Schema.Keys[index]);

    [Fact]
    public void An_unknown_key_is_always_refused_with_its_path() => Gen.Select(Known, Name, Name).Sample(static (key, first, second) =>
    {
        var section = key.Path[..key.Path.IndexOf(':', StringComparison.Ordinal)];
        foreach (var path in (string[])[$"{section}:{first}", $"{first}:{second}", $"{key.Path}:{first}", key.Path + first, first])
        {
            if (AgentOptions.Schema.Keys.Any(known => known.Path.Equals(path, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            var problem = Assert.Single(Bind(path, "1", ConfigurationValueKind.Number));
            Assert.Equal(path, problem.Path);
        }
    });

    [Fact]
    public void A_wrong_or_out_of_range_value_is_always_refused_with_its_path() => Gen.Select(Known, Name).Sample(static (key, word) =>
    {
        (string, ConfigurationValueKind)[] wrong = key.Facts.Type switch
        {
            "integer" or "number" =>
            [
                ("-1e18", ConfigurationValueKind.Number),
                ("9e18", ConfigurationValueKind.Number),
                (word + "x", ConfigurationValueKind.Untyped),
                ("5", ConfigurationValueKind.Text),
                ("NaN", ConfigurationValueKind.Untyped),
            ],
            "duration" =>
            [
                ("99999999d", ConfigurationValueKind.Text),
                ("-5s", ConfigurationValueKind.Text),
                ("5", ConfigurationValueKind.Number),
                (word + "?", ConfigurationValueKind.Text),
            ],
            "choice" or "boolean" =>
                [(word + "!", ConfigurationValueKind.Text), ("1", ConfigurationValueKind.Number), ("1", ConfigurationValueKind.Untyped)],
            _ => [(new string('x', 5000), ConfigurationValueKind.Text), ("1", ConfigurationValueKind.Number)],
        };
        foreach (var (text, kind) in wrong.Append(("null", ConfigurationValueKind.Null)).Append(("[…]", ConfigurationValueKind.List)))
        {
            var problem = Assert.Single(Bind(key.Path, text, kind));
            Assert.Equal(key.Path, problem.Path);
            Assert.StartsWith($"expected {key.Facts.Allowed}, found ", problem.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void No_file_makes_the_reader_throw() => Gen.Byte.Array[0, 300].Sample(static bytes => Read(bytes));

    [Fact]
    public void No_broken_file_makes_the_reader_throw()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((position, value, length) =>
        {
            var bytes = whole.ToArray();
            bytes[position] = value;
            Read(bytes.AsSpan(0, length).ToArray());
        });
    }

    [Fact]
    public void Every_value_of_a_file_arrives_under_its_path() => Gen.Dictionary(Name, Gen.Dictionary(Name, Gen.Int)[1, 4])[1, 4].Sample(static sections =>
    {
        var distinct = sections.Keys.Select(static name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() == sections.Count
            && sections.Values.All(static keys => keys.Keys.Select(static name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() == keys.Count);
        if (!distinct)
        {
            return;
        }

        var json = new JsonObject(sections.Select(static section => KeyValuePair.Create(
            section.Key,
            (JsonNode?)new JsonObject(section.Value.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))))));
        var expected = sections.SelectMany(static section => section.Value.Select(pair => $"{section.Key}:{pair.Key}={pair.Value}"));
        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(json.ToJsonString())).Select(static value => $"{value.Path}={value.Text}"), StringComparer.Ordinal);
    });

    [Fact]
    public void A_duration_that_is_written_is_read_back() => Gen.Long[0, TimeSpan.TicksPerDay * 4000].Sample(static ticks =>
    {
        var duration = TimeSpan.FromTicks(ticks);
        Assert.True(DurationText.TryParse(DurationText.Format(duration), out var again));
        Assert.Equal(duration, again);
    });

    private static List<ConfigurationValue> Read(byte[] bytes)
    {
        var values = new List<ConfigurationValue>();
        ConfigurationFile.Read(bytes, "file", "/", values, []);
        return values;
    }

    private static List<ConfigurationProblem> Bind(string path, string text, ConfigurationValueKind kind)
    {
        var problems = new List<ConfigurationProblem>();
        new ConfigurationBinder<AgentOptions>(AgentOptions.Schema).Bind([new ConfigurationValue(path, text, kind, "test", "/")], problems);
        return problems;
    }
}
