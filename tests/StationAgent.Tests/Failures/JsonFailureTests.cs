using System.Text;
using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Scale.LoadCell;
using StationAgent.Vision.Inference;
using Xunit;

namespace StationAgent.Tests.Failures;

/// <summary>A text that is not what it should be is explained without the words of the program, whatever it was read as.</summary>
public sealed class JsonFailureTests : IDisposable
{
    private static readonly string[] Internals =
        ["StationAgent.", "System.", "Microsoft.", ".NET", "BytePositionInLine", "LineNumber", "isFinalBlock", "Path: $", "deserialization", "member", "token", "reader"];

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public static TheoryData<string, string> Texts() => new()
    {
        { "", "line 1: it is empty" },
        { " \n ", "line 1: it is empty" },
        { "root:x:0:0\n", "line 1: the character r is not expected there" },
        { "{\n\"a\": 1,\n'b': 2 }", "line 3: the character ' is not expected there" },
        { "{\n\"a\": \"b\nc\" }", "line 2: the end of the line is not expected there" },
        { "{\n\"a\": [1, 2", "line 2: it ends too early" },
        { "{ \"a", "line 1: it ends too early" },
        { "{} x", "line 1: the character x is not expected there" },
        { new string('[', 65), "line 1: it has more than 64 levels of { and [" },
        { "[1,\n[[x", "line 2: the character x is not expected there" },
    };

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_not_JSON_is_reported_with_its_line(string text, string expected)
    {
        var all = new[] { Manifest(text), Calibration(text), Event(text) };
        Assert.All(all, message => Assert.Contains($"is not valid JSON: {expected}", message, StringComparison.Ordinal));
        Assert.All(all.Append(Configuration(text)), IsPlain);
    }

    [Theory]
    [InlineData("", "1: not valid JSON: it is empty")]
    [InlineData("// nothing\n", "1: not valid JSON: it ends too early")]
    [InlineData("root:x", "1: not valid JSON: the character r is not expected there")]
    [InlineData("{\n\"Scale\": {", "2: not valid JSON: it ends too early")]
    [InlineData("[]", "1: expected one JSON object")]
    public void A_configuration_that_is_not_JSON_is_reported_with_its_line(string text, string expected) =>
        Assert.Contains(expected, Configuration(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "must be a JSON object { … }, but is a list [ … ]")]
    [InlineData("3", "must be a JSON object { … }, but is a number")]
    [InlineData("\"StationAgent\"", "must be a JSON object { … }, but is a text")]
    [InlineData("null", "null")]
    public void What_is_not_an_object_is_reported(string text, string expected)
    {
        string[] all = [Manifest(text), Calibration(text), Event(text)];
        Assert.All(all.Take(text == "null" ? 1 : 3), message => Assert.Contains(expected, message, StringComparison.Ordinal));
        Assert.All(all, IsPlain);
    }

    [Theory]
    [InlineData("{}", "lacks \"name\" and 10 more")]
    [InlineData("{\n\"x\": 1 }", "does not know \"x\" (line 2)")]
    [InlineData("{\n\"name\": 1 }", "has the wrong value for \"name\" (line 2): expected a text, found a number")]
    [InlineData("{\n\"name\": null }", "has the wrong value for \"name\" (line 2): expected a text, found null")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", "has \"name\" twice (line 1)")]
    [InlineData("{ \"bytes\": 1e99 }", "lacks \"name\"")]
    [InlineData("{ \"input\": {} }", "lacks \"input.name\" and")]
    [InlineData("{ \"input\": { \"y\": 1 } }", "does not know \"input.y\" (line 1)")]
    [InlineData("{ \"input\": [1] }", "has the wrong value for \"input\" (line 1): expected a JSON object { … }, found a list [ … ]")]
    [InlineData("{ \"outputs\": { \"heads\": [{ \"classes\": [1] }] } }", "has the wrong value for \"outputs.heads[0].classes[0]\" (line 1): expected a text, found a number")]
    [InlineData("{ \"classes\": [{ \"id\": \"a\", \"thresholds\": { \"tray\": 0.8 } }] }", "lacks \"classes[0].thresholds.bin\"")]
    [InlineData("{ \"\\ud800\": 1 }", "does not know")]
    public void The_first_key_of_a_manifest_that_does_not_fit_is_named(string text, string expected)
    {
        var message = Manifest(text);
        Assert.Contains($"m.json: the model's manifest {expected}", message, StringComparison.Ordinal);
        IsPlain(message);
    }

    [Theory]
    [InlineData("{}", "it lacks \"version\" and 9 more")]
    [InlineData("{ \"version\": 1e30 }", "it lacks \"date\"")]
    [InlineData("{ \"version\": 1,\n\"date\": \"yesterday\" }", "it lacks \"driver\"")]
    [InlineData("{ \"points\": [{}] }", "it lacks \"points[0].grams\" and 3 more")]
    public void The_first_key_of_a_calibration_that_does_not_fit_is_named(string text, string expected)
    {
        var message = Calibration(text);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        IsPlain(message);
    }

    private static void IsPlain(string message) =>
        Assert.All(Internals, word => Assert.DoesNotContain(word, message, StringComparison.Ordinal));

    private static string Manifest(string text) => Assert.Throws<ModelException>(() => ModelManifest.Parse(Encoding.UTF8.GetBytes(text), "m.json")).Message;

    private static string Event(string text)
    {
        Assert.False(ReceivedEvent.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error));
        return error;
    }

    private static string Configuration(string text)
    {
        var problems = new List<ConfigurationProblem>();
        ConfigurationFile.Read(Encoding.UTF8.GetBytes(text), "s.json", "/", [], problems);
        return Assert.Single(problems).ToString();
    }

    private string Calibration(string text)
    {
        File.WriteAllText(_file, text);
        return Assert.Throws<CalibrationException>(() => CalibrationFile.Read(_file)).Message;
    }
}
