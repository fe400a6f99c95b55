using System.Text.Json;
using System.Text.Json.Nodes;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The consumer in <c>deploy/consumers</c>, which knows the contract and nothing of the agent, counts what stations have sent.</summary>
public sealed class ConsumerTests
{
    [Fact]
    public async Task It_counts_what_the_simulation_knows_to_be_true_in_any_order_and_any_number_of_times()
    {
        var (code, output, errors) = await AgentProcess.RunAsync("simulate", "--speed", "max", "--json", "--drop-offs", "12", "--seed", "3");
        Assert.True(code == 0, errors);
        var summary = JsonDocument.Parse(output[^1]).RootElement.GetProperty("summary");
        var events = output.SkipLast(1).ToArray();
        var straight = (await CountAsync(events)).Devices[0]!;
        Assert.Equal(summary.GetProperty("received").GetInt32(), (int)straight["pieces"]!);
        foreach (var outcome in (string[])["accepted", "rejected", "undecided"])
        {
            Assert.Equal(summary.GetProperty(outcome).GetInt32(), (int)straight[outcome]!);
        }

        var withdrawn = summary.GetProperty("withdrawn").GetInt32();
        Assert.NotEqual(0, withdrawn);
        Assert.Equal(withdrawn, (int)straight["amendments"]!["withdrawn"]!);
        Assert.Equal(
            summary.GetProperty("accepted").GetInt32() - withdrawn,
            (int)straight["credited"]! + (int)straight["waiting"]!);

        const int seed = 20261201;
        var shuffled = events.Concat(events).ToArray();
        new Random(seed).Shuffle(shuffled);
        var again = await CountAsync(shuffled);
        Assert.True(JsonNode.DeepEquals(straight, again.Devices[0]), $"seed {seed}: {again.Devices[0]}\n{straight}");
        Assert.Equal(events.Length, again.Repeated);
    }

    [Fact]
    public async Task An_accepted_piece_waits_until_its_window_is_over_and_nothing_about_it_can_be_on_its_way()
    {
        var accepted = DropOff(1);
        Assert.Equal((0, 1, 0), await VerdictAsync([accepted]));

        // An alarm inside the window does not end it, a later one does.
        Assert.Equal((0, 1, 0), await VerdictAsync([accepted, Other(2, "2026-03-01T08:30:12.249Z")]));
        Assert.Equal((1, 0, 0), await VerdictAsync([accepted, Other(2, "2026-03-01T08:30:12.250Z")]));

        // So does the report of an empty backlog, unless it is older.
        Assert.Equal((1, 0, 0), await VerdictAsync([accepted, Health(0, "2026-03-01T08:30:13.000Z")]));
        Assert.Equal((0, 1, 0), await VerdictAsync([accepted, Health(0, "2026-03-01T08:30:11.000Z")]));
        Assert.Equal((0, 1, 0), await VerdictAsync([accepted, Health(1, "2026-03-01T08:31:00.000Z")]));
    }

    [Theory]
    [InlineData("withdrawn", 0, 0)]
    [InlineData("void", 0, 0)]
    [InlineData("unsettled", 0, 1)]
    [InlineData("of_tomorrow", 0, 1)]
    public async Task An_amendment_takes_back_or_holds_the_credit_also_when_it_comes_first(string change, int credited, int held)
    {
        var amendment = Other(2, "2026-03-01T08:31:00.000Z", "io.stationagent.dropoff.amended.v1", $$"""{"amends":"{{Id(1)}}","change":"{{change}}"}""");
        Assert.Equal((credited, 0, held), await VerdictAsync([DropOff(1), amendment]));
        Assert.Equal((credited, 0, held), await VerdictAsync([amendment, DropOff(1)]));
    }

    [Fact]
    public async Task The_policy_for_what_was_not_watched_is_the_consumers()
    {
        var unsettled = Other(2, "2026-03-01T08:31:00.000Z", "io.stationagent.dropoff.amended.v1", $$"""{"amends":"{{Id(1)}}","change":"unsettled"}""");
        var (_, devices, _, _) = await CountAsync([DropOff(1), unsettled], "--unsettled", "credit");
        Assert.Equal(1, (int)devices[0]!["credited"]!);
    }

    [Fact]
    public async Task Values_of_a_later_version_are_counted_by_the_rules_of_the_contract()
    {
        var later = Other(9, "2026-03-01T08:31:00.000Z", "io.stationagent.of_tomorrow.v1", "{}");
        var (_, devices, lookAt, _) = await CountAsync([DropOff(8, disposition: "of_tomorrow", item: """{"class":"packaging/of_tomorrow"}"""), later]);
        Assert.Equal(1, (int)devices[0]!["credited"]!);
        Assert.Equal(1, (int)devices[0]!["creditedByDisposition"]!["sort"]!);
        Assert.Equal(1, (int)devices[0]!["creditedByClass"]!["packaging/of_tomorrow"]!);
        Assert.Empty(lookAt);

        (var code, devices, lookAt, _) = await CountAsync([DropOff(8, outcome: "of_tomorrow"), later]);
        Assert.Equal(0, (int)devices[0]!["credited"]!);
        Assert.Contains("of_tomorrow", Assert.Single(lookAt), StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_drop_off_of_a_test_earns_nothing()
    {
        Assert.Equal((0, 0, 0), await VerdictAsync([DropOff(1, more: ",\"test\":true"), Other(2, "2026-03-01T08:31:00.000Z")]));
        Assert.Equal((1, 0, 0), await VerdictAsync([DropOff(1, more: ",\"test\":false"), Other(2, "2026-03-01T08:31:00.000Z")]));
    }

    [Fact]
    public async Task Holes_become_commands_for_replay_and_gaps_do_not()
    {
        var gap = Other(90, "2026-03-01T08:31:00.000Z", "io.stationagent.gap.v1", $$"""{"storeepoch":"{{Epoch}}","from":"{{7:D20}}","to":"{{88:D20}}"}""");
        var (code, devices, _, _) = await CountAsync([DropOff(3), gap, DropOff(5)]);
        Assert.Equal(
            """[{"storeepoch":"9f86d081884c7d65","from":4,"to":4},{"storeepoch":"9f86d081884c7d65","from":6,"to":6},{"storeepoch":"9f86d081884c7d65","from":89,"to":89}]""",
            devices[0]!["replay"]!.ToJsonString());
        Assert.Equal(1, code);

        // A gap as wide as the numbers go costs nothing.
        var wide = Other(90, "2026-03-01T08:31:00.000Z", "io.stationagent.gap.v1", $$"""{"storeepoch":"{{Epoch}}","from":"{{1:D20}}","to":"{{long.MaxValue:D20}}"}""");
        (code, devices, _, _) = await CountAsync([DropOff(3), wide]);
        Assert.Empty(devices[0]!["replay"]!.AsArray());
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_loses_nothing_else()
    {
        var broken = DropOff(4, more: "").Replace("\"outcome\":\"accepted\"", "\"outcome\":5,\"withdrawalSeconds\":\"x\"", StringComparison.Ordinal);
        var other = DropOff(1).Replace("183.4", "999.9", StringComparison.Ordinal);
        var (code, devices, lookAt, repeated) = await CountAsync([DropOff(1), other, "{not json", broken, Other(5, "2026-03-01T08:31:00.000Z")]);
        Assert.Equal(1, code);
        Assert.Equal(183.4, (double)devices[0]!["creditedGrams"]!);
        Assert.Equal(1, repeated);
        Assert.Contains(lookAt, static line => line.Contains("another content", StringComparison.Ordinal));
        Assert.Contains(lookAt, static line => line.StartsWith("line 3:", StringComparison.Ordinal));
        Assert.Contains(lookAt, line => line.StartsWith(Id(4), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_of_its_own_goes_on_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("consumer-").FullName;
        try
        {
            string[] store = ["--store", Path.Combine(folder, "ledger.db")];
            await CountAsync([DropOff(1)], store);
            var (_, devices, _, _) = await CountAsync([Other(2, "2026-03-01T08:31:00.000Z")], store);
            Assert.Equal(1, (int)devices[0]!["credited"]!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string Epoch = "9f86d081884c7d65";

    private static string Id(long number) => $"{Epoch}-{number:D20}";

    private static string DropOff(
        long number, string outcome = "accepted", string disposition = "reuse", string item = """{"class":"packaging/carton"}""", string more = "") => Other(
        number,
        "2026-03-01T08:30:07.250Z",
        "io.stationagent.dropoff.v1",
        $$"""{"outcome":"{{outcome}}","item":{{item}},"disposition":"{{disposition}}","mass":{"grams":183.4,"uncertainty":1.3},"committedAt":"2026-03-01T08:30:07.250Z","withdrawalSeconds":5{{more}}}""");

    private static string Other(long number, string recorded, string type = "io.stationagent.alarm.v1", string data = "{}") =>
        $$"""{"specversion":"1.0","source":"/stations/demo/devices/demo-01","id":"{{Id(number)}}","storeepoch":"{{Epoch}}","sequence":"{{number:D20}}","type":"{{type}}","recordedtime":"{{recorded}}","data":{{data}} }""";

    private static string Health(int backlog, string time) => $$"""sa/v1/demo/demo-01/state/health {"time":"{{time}}","backlog":{"events":{{backlog}} } }""";

    private static async Task<(int Credited, int Waiting, int Held)> VerdictAsync(string[] lines)
    {
        var (_, devices, _, _) = await CountAsync(lines);
        return ((int)devices[0]!["credited"]!, (int)devices[0]!["waiting"]!, (int)devices[0]!["held"]!);
    }

    private static async Task<(int Code, JsonArray Devices, string[] LookAt, int Repeated)> CountAsync(string[] lines, params string[] options)
    {
        var (code, output) = await Python.RunAsync(
            "deploy/consumers/count.py", ["--json", .. options], string.Join('\n', lines), TestContext.Current.CancellationToken);
        var result = JsonNode.Parse(output)!;
        return (code, result["devices"]!.AsArray(), [.. result["lookAt"]!.AsArray().Select(static line => (string)line!)], (int)result["repeated"]!);
    }
}
