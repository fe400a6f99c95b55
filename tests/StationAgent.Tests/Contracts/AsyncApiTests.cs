using System.Text.RegularExpressions;
using StationAgent.Contracts;
using Xunit;

namespace StationAgent.Tests.Contracts;

public sealed partial class AsyncApiTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(ContractFiles.Folder, "asyncapi.yaml"));

    [Fact]
    public void Every_topic_is_a_channel_and_every_channel_a_topic()
    {
        var channels = Address().Matches(Text).Select(static match => match.Groups["name"].Value);
        Assert.Equal(
            Topics.All.Select(static suffix => Topics.Full(new DeviceIdentity("{station}", "{device}"), suffix)).Order(StringComparer.Ordinal),
            channels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_type_is_a_message()
    {
        foreach (var type in (string[])
            [EventKinds.DropOff.Type, EventKinds.Amendment.Type, EventKinds.Grade.Type, EventKinds.Maintenance.Type, EventKinds.Alarm.Type, EventKinds.Gap.Type, EventKinds.Clock.Type])
        {
            Assert.Contains($"name: {type}\n", Text, StringComparison.Ordinal);
            Assert.Contains($"const: {type}\n", Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_schema_is_named_and_every_named_one_is_there()
    {
        var named = Reference().Matches(Text).Select(static match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        var there = Directory.GetFiles(Path.Combine(ContractFiles.Folder, "schemas")).Select(Path.GetFileName);
        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void Every_reference_inside_the_document_leads_somewhere()
    {
        foreach (Match match in LocalReference().Matches(Text))
        {
            var depth = match.Groups["folders"].Value.Count(static c => c == '/');
            Assert.Contains($"\n{new string(' ', 2 * depth)}{match.Groups["name"].Value}:\n", Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_plain_text_holds_what_a_yaml_parser_takes_for_a_key() => Assert.DoesNotMatch(KeyInsideText(), Text);

    [GeneratedRegex("^ *(- )?[\\w$]+: [^\"'|>\\s][^\n]*: ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex KeyInsideText();

    [GeneratedRegex("address: (?<name>.+)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\$ref: \./schemas/(?<name>.+)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("\\$ref: \"#/(?<folders>(\\w+/)+)(?<name>\\w+)\"\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalReference();
}
