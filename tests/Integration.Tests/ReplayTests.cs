using System.Text.Json;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>Replay of stored events by the running service.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Events_replay_sends_delivered_events_again_byte_for_byte()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker, settings: """, "MetricsInterval": "1s" """);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(all => all.Count(IsEvent) >= 2, "two events");
        var first = subscriber.Received.Where(IsEvent).Take(2).ToList();
        var numbers = first.ConvertAll(one => JsonDocument.Parse(one.Payload).RootElement.GetProperty("sequence").GetString()!);

        var (code, output, errors) = await AgentProcess.RunAsync("events", "replay", $"{numbers[0]}..{numbers[1]}", "--data", station.Data);

        Assert.True(code == 0, errors);
        Assert.Contains("will be sent again", Assert.Single(output), StringComparison.Ordinal);
        await subscriber.WaitForAsync(all => first.TrueForAll(one => all.Count(other => other == one) == 2), "both events again");
        await subscriber.WaitForAsync(
            all => all.Any(one => one.Topic.EndsWith("/tele/metrics", StringComparison.Ordinal)
                && JsonDocument.Parse(one.Payload).RootElement.GetProperty("metrics").TryGetProperty("delivery.replayed", out var count)
                && count.GetDouble() >= 2),
            "metrics that count them");

        (code, _, errors) = await AgentProcess.RunAsync("events", "replay", "999999..", "--data", station.Data);
        Assert.Equal(1, code);
        Assert.Contains("there is nothing from 999999 on", errors, StringComparison.Ordinal);
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(3)));
    }

    [Theory]
    [InlineData("17..4", 2, "expected a range of event numbers")]
    [InlineData("1..2", 1, "No agent answers at")]
    public async Task Without_a_service_or_a_range_it_says_so(string range, int expected, string message)
    {
        var data = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
        try
        {
            var (code, _, errors) = await AgentProcess.RunAsync("events", "replay", range, "--data", data);
            Assert.Equal(expected, code);
            Assert.Contains(message, errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static bool IsEvent((string Topic, string Payload) one) => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal);
}
