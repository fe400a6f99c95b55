using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Xunit;

namespace StationAgent.Tests.Contracts;

public sealed class PayloadTests
{
    private const string Update = "UPDATE_EXAMPLES";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> EventNames => [.. Samples.Events.Keys];

    public static TheoryData<string> StateNames => [.. Samples.States.Keys];

    public static TheoryData<string> AllNames => [.. Samples.Events.Keys, .. Samples.States.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task The_bytes_are_those_of_the_published_example(string name)
    {
        var bytes = Bytes(name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            var pretty = JsonNode.Parse(bytes)!.ToJsonString(Indented);
            await File.WriteAllTextAsync(ContractFiles.ExampleSource(name), pretty + "\n", Cancellation);
            return;
        }

        Assert.True(File.Exists(ContractFiles.Example(name)), $"There is no example '{name}'; run the tests with {Update}=1 and look at the difference.");
        var example = await File.ReadAllTextAsync(ContractFiles.Example(name), Cancellation);
        Assert.Equal(JsonNode.Parse(example)!.ToJsonString(), Samples.Text(bytes));
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public async Task An_event_fits_the_envelope_and_its_own_schema(string name)
    {
        var text = Samples.Text(Bytes(name));
        Assert.Empty((await ContractFiles.SchemaAsync("envelope.v1", Cancellation)).Validate(text));
        var parsed = JsonNode.Parse(text)!;
        var schema = await ContractFiles.SchemaAsync(ContractFiles.SchemaName(name), Cancellation);
        Assert.Empty(schema.Validate(parsed["data"]!.ToJsonString()));
        Assert.Equal(schema.ExtensionData?["$id"], parsed["dataschema"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(StateNames))]
    public async Task A_state_document_fits_its_schema(string name) =>
        Assert.Empty((await ContractFiles.SchemaAsync(ContractFiles.SchemaName(name), Cancellation)).Validate(Samples.Text(Bytes(name))));

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task Every_field_is_documented(string name)
    {
        var schema = await ContractFiles.SchemaAsync(ContractFiles.SchemaName(name), Cancellation);
        AssertDocumented(Document(name), schema, name);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task A_schema_refuses_missing_and_wrongly_typed_fields(string name)
    {
        var schema = await ContractFiles.SchemaAsync(ContractFiles.SchemaName(name), Cancellation);
        AssertEachBreakIsRefused(Document(name), schema);
    }

    [Fact]
    public async Task The_envelope_refuses_missing_and_wrongly_typed_fields()
    {
        var text = Samples.Text(Samples.Events["alarm.v1"]);
        var envelope = JsonNode.Parse(text)!.AsObject();
        envelope["data"] = new JsonObject();
        AssertEachBreakIsRefused(envelope, await ContractFiles.SchemaAsync("envelope.v1", Cancellation));
    }

    [Theory]
    [InlineData("receipt.v1", """{"storeepoch":"9f86d081884c7d65","upTo":17}""", true)]
    [InlineData("receipt.v1", """{"ids":["9f86d081884c7d65-00000000000000000017"]}""", true)]
    [InlineData("receipt.v1", """{"storeepoch":"9f86d081884c7d65"}""", false)]
    [InlineData("receipt.v1", """{"ids":[]}""", false)]
    [InlineData("replay.v1", """{"storeepoch":"9f86d081884c7d65","from":1,"to":17}""", true)]
    [InlineData("replay.v1", """{"storeepoch":"9f86d081884c7d65","from":0,"to":17}""", false)]
    [InlineData("grade.v1", """{"id":"g-1","event":"9f86d081884c7d65-00000000000000000017","grade":"reuse"}""", true)]
    [InlineData("grade.v1", """{"id":"g-1","event":"9f86d081884c7d65-00000000000000000017","grade":"sort"}""", false)]
    [InlineData("grade.v1", """{"id":"","event":"9f86d081884c7d65-00000000000000000017","grade":"reuse"}""", false)]
    [InlineData("grade.v1", """{"id":"g-1","event":"17","grade":"reuse"}""", false)]
    [InlineData("grade.answer.v1", """{"id":"g-1","result":"graded"}""", false)]
    [InlineData("grade.answer.v1", """{"id":"g-1","result":"refused"}""", false)]
    [InlineData("grade.answer.v1", """{"id":null,"result":"refused","reason":"malformed"}""", true)]
    [InlineData("status.v1", """{"status":"online","session":3,"storeepoch":"9f86d081884c7d65"}""", true)]
    [InlineData("status.v1", """{"status":"away","session":3,"storeepoch":"9f86d081884c7d65"}""", false)]
    [InlineData("status.v1", """{"status":"online","session":3,"storeepoch":"9f86d081884c7d65","volatile":true}""", true)]
    [InlineData("status.v1", """{"status":"online","session":3,"storeepoch":"9f86d081884c7d65","volatile":1}""", false)]
    [InlineData(
        "outbox.v1",
        """{"storeepoch":"9f86d081884c7d65","session":7,"sequence":42,"starts":[{"sequence":40,"run":"0123456789abcdef"}],"earlier":[{"storeepoch":"00000000000000aa","sequence":39,"starts":[]}]}""",
        true)]
    [InlineData("outbox.v1", """{"storeepoch":"9f86d081884c7d65","session":7}""", false)]
    [InlineData("outbox.v1", """{"storeepoch":"9f86d081884c7d65","session":7,"sequence":42,"starts":[{"sequence":40,"run":"x"}]}""", false)]
    [InlineData("metrics.v1", """{"time":"2026-03-01T08:30:07.250Z","metrics":{"a.b":1.5}}""", true)]
    [InlineData("metrics.v1", """{"time":"2026-03-01T08:30:07.250Z","metrics":{"a.b":"1.5"}}""", false)]
    public async Task The_other_documents_are_distinguished(string schema, string document, bool fits) =>
        Assert.Equal(fits, (await ContractFiles.SchemaAsync(schema, Cancellation)).Validate(document).Count == 0);

    private static byte[] Bytes(string name) => Samples.Events.TryGetValue(name, out var bytes) ? bytes : Samples.States[name];

    private static JsonObject Document(string name)
    {
        var root = JsonNode.Parse(Encoding.UTF8.GetString(Bytes(name)))!;
        return (Samples.Events.ContainsKey(name) ? root["data"]! : root).AsObject();
    }

    private static void AssertDocumented(JsonObject document, JsonSchema schema, string path)
    {
        foreach (var (name, value) in document)
        {
            Assert.True(schema.ActualProperties.TryGetValue(name, out var property), $"{path}.{name} is in no schema.");
            if (value is JsonObject inner && !IsOpenMap(name))
            {
                var objectSchema = property.ActualSchema.OneOf.Select(static s => s.ActualSchema).FirstOrDefault(static s => s.ActualProperties.Count > 0);
                AssertDocumented(inner, objectSchema ?? property.ActualSchema, $"{path}.{name}");
            }
        }
    }

    private static void AssertEachBreakIsRefused(JsonObject document, JsonSchema schema)
    {
        foreach (var path in Paths(document, []))
        {
            foreach (var broken in (JsonNode?[])[null, JsonValue.Create("~"), JsonValue.Create(true), new JsonArray(true)])
            {
                var copy = document.DeepClone().AsObject();
                var parent = path[..^1].Aggregate(copy, static (node, name) => node[name]!.AsObject());
                var original = parent[path[^1]];
                if (broken is null && IsOptional(path))
                {
                    continue;
                }
                else if (broken is null)
                {
                    parent.Remove(path[^1]);
                }
                else if (broken.GetValueKind() == JsonValueKind.String && original?.GetValueKind() == JsonValueKind.String && IsFreeText(path[^1]))
                {
                    continue;
                }
                else if (broken.GetValueKind() == JsonValueKind.True && original?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
                {
                    continue;
                }
                else if (original is null && broken.GetValueKind() == JsonValueKind.String && IsFreeText(path[^1]))
                {
                    continue;
                }
                else
                {
                    parent[path[^1]] = broken;
                }

                var text = copy.ToJsonString();
                var change = broken is null ? "missing" : "= " + broken.ToJsonString();
                Assert.True(schema.Validate(text).Count > 0, $"{schema.Title} accepts {string.Join('.', path)} {change}: {text}");
            }
        }
    }

    // In these fields a wrong text cannot be distinguished from a right one.
    private static bool IsFreeText(string name) =>
        name is "detail" or "bootId" or "factorId" or "factorVersion" or "name" or "version" or "scaleDriver" or "cameraDriver"
            or "agent" or "runtime" or "operatingSystem" or "architecture";

    // Parts that a station need not have.
    private static bool IsOptional(string[] path) => path is ["signals"] or ["display"] or ["bin"];

    // Its names are the figures that there happen to be.
    private static bool IsOpenMap(string name) => name is "metrics" or "scores";

    private static IEnumerable<string[]> Paths(JsonObject node, string[] prefix)
    {
        foreach (var (name, value) in node)
        {
            yield return [.. prefix, name];
            if (value is JsonObject inner && !IsOpenMap(name))
            {
                foreach (var path in Paths(inner, [.. prefix, name]))
                {
                    yield return path;
                }
            }
        }
    }
}
