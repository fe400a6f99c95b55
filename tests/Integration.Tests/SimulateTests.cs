using System.Text.Json;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The main job as a person runs it.</summary>
public sealed class SimulateTests
{
    [Theory]
    [InlineData("--seed", "3")]
    [InlineData("--seed", "3", "--bin")]
    public async Task Every_presented_piece_becomes_exactly_one_event(params string[] options)
    {
        var (events, summary) = await SimulateAsync(["--drop-offs", "8", .. options]);
        Assert.Equal(8, summary.GetProperty("presented").GetInt32());
        Assert.Equal(8, summary.GetProperty("received").GetInt32());
        Assert.True(summary.GetProperty("agrees").GetBoolean(), summary.GetRawText());
        Assert.Equal(8, events.Count(one => one.GetProperty("type").GetString() == "io.stationagent.dropoff.v1"));
        Assert.Equal(events.Count, events.Select(one => one.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task After_an_outage_all_events_arrive_once_and_in_order()
    {
        var (events, summary) = await SimulateAsync(["--drop-offs", "12", "--offline", "3..9", "--seed", "5"]);
        Assert.True(summary.GetProperty("agrees").GetBoolean(), summary.GetRawText());
        Assert.Equal(0, summary.GetProperty("outOfOrder").GetInt32());
        var numbers = events.ConvertAll(one => long.Parse(one.GetProperty("sequence").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_pieces_masses_scores_and_outcomes()
    {
        var (first, _) = await SimulateAsync(["--drop-offs", "6", "--seed", "11"]);
        var (second, _) = await SimulateAsync(["--drop-offs", "6", "--seed", "11"]);
        Assert.Equal(first.ConvertAll(Essence), second.ConvertAll(Essence));
    }

    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task A_wall_clock_that_jumps_by_ten_years_changes_no_decision_and_loses_nothing(int days)
    {
        string[] options = ["--drop-offs", "8", "--seed", "11", "--offline", "3..7"];
        var (calm, _) = await SimulateAsync(options);
        var (jumped, summary) = await SimulateAsync([.. options, "--clock-jump", days.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        Assert.True(summary.GetProperty("agrees").GetBoolean(), summary.GetRawText());
        Assert.Equal(calm.ConvertAll(Essence), jumped.ConvertAll(Essence));
        var years = Math.Abs((jumped[^1].GetProperty("time").GetDateTimeOffset() - jumped[0].GetProperty("time").GetDateTimeOffset()).TotalDays / 365);
        Assert.InRange(years, 9.9, 10.1);
    }

    [Fact]
    public async Task A_data_folder_keeps_its_epoch_and_its_numbers_over_runs()
    {
        var data = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
        try
        {
            var (first, _) = await SimulateAsync(["--drop-offs", "3", "--data", data]);
            var (second, summary) = await SimulateAsync(["--drop-offs", "3", "--data", data]);
            Assert.True(summary.GetProperty("agrees").GetBoolean(), summary.GetRawText());
            Assert.Single(first.Concat(second).Select(one => one.GetProperty("storeepoch").GetString()).Distinct());
            Assert.True(string.CompareOrdinal(
                second[0].GetProperty("sequence").GetString(), first[^1].GetProperty("sequence").GetString()) > 0);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task The_same_seed_fails_in_the_same_way()
    {
        string[] options = ["simulate", "--speed", "max", "--json", "--sensor-faults", "--drop-offs", "8", "--seed", "11"];
        var first = await FiguresAsync(options);
        Assert.Equal(first, await FiguresAsync(options));
        Assert.Contains("\"kinds\":[\"gaps\",\"late-camera\",\"negative-rest\",\"coarse-step\",\"stuck-converter\",\"gusts\",\"swaps\"]", first, StringComparison.Ordinal);

        static async Task<string> FiguresAsync(string[] options)
        {
            // The exit code says whether the station has passed, which is not the question here.
            var (_, output, errors) = await AgentProcess.RunAsync(options);
            Assert.Empty(errors);
            var faults = JsonDocument.Parse(output[^1]).RootElement.GetProperty("summary").GetProperty("sensorFaults").EnumerateObject();

            // An event's id begins with the epoch of its store, which is random.
            return string.Join('\n', faults.Where(one => one.Name != "wrongCredits").Select(one => one.ToString()));
        }
    }

    [Theory]
    [InlineData("--drop-offs", "24", "--seed", "4")]
    [InlineData("--drop-offs", "12", "--seed", "8", "--bin")]
    public async Task Nothing_is_credited_wrongly_while_sensors_fail(params string[] options)
    {
        var (_, summary) = await SimulateAsync(["--sensor-faults", .. options]);
        var faults = summary.GetProperty("sensorFaults");
        Assert.Empty(faults.GetProperty("wrongCredits").EnumerateArray());
        Assert.Equal(0, faults.GetProperty("creditedAlthoughTakenBackOrSwapped").GetInt32());

        // Every refusal of an honest piece has its cause.
        Assert.Equal(0, faults.GetProperty("withoutReason").GetInt32());
        Assert.True(summary.GetProperty("agrees").GetBoolean(), summary.GetRawText());
    }

    private static async Task<(List<JsonElement> Events, JsonElement Summary)> SimulateAsync(string[] options)
    {
        var (code, output, errors) = await AgentProcess.RunAsync(["simulate", "--speed", "max", "--json", .. options]);
        Assert.True(code == 0, $"exit {code}\n{errors}\n{string.Join('\n', output)}");
        var lines = output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var summary = lines[^1].GetProperty("summary");
        return (lines[..^1], summary);
    }

    private static string Essence(JsonElement one)
    {
        var data = one.GetProperty("data");
        return data.TryGetProperty("item", out var item)
            ? $"{data.GetProperty("outcome")} {data.GetProperty("mass")} {item}"
            : data.GetProperty("change").ToString();
    }
}
