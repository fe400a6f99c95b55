using System.Globalization;
using System.Text.Json;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>A station of its own for one test: configuration, data folder, and the program run on them.</summary>
internal sealed class StationFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public StationFolder(Mosquitto broker, string? dataFolder = null, string simulation = "", string settings = "", string sensors = "")
        : this(broker.Port, dataFolder, simulation, settings, sensors)
    {
    }

    public StationFolder(int brokerPort, string? dataFolder = null, string simulation = "", string settings = "", string sensors = "")
    {
        Data = dataFolder ?? Path.Combine(_root, "data");
        File.WriteAllText(Config, string.Create(CultureInfo.InvariantCulture, $$"""
            {
              {{sensors}}
              "Station": { "Id": "corner-shop", "Device": "device-7", "HealthInterval": "1s"{{settings}} },
              "Storage": { "Directory": "{{Data}}" },
              "Mqtt": { "Host": "127.0.0.1", "Port": {{brokerPort}}, "ConnectSpread": "0s", "WillDelay": "1s" },
              "DropOff": { "WithdrawalWindow": "1s" },
              "Simulation": { "PiecesPerHour": 600, "Seed": 5{{simulation}} }
            }
            """));
    }

    public string Data { get; }

    public string Config => Path.Combine(_root, "station.json");

    public AgentProcess Run(params (string Name, string Value)[] environment) => AgentProcess.Start(["run", "--config", Config], environment);

    /// <summary>The ids in the store, in the order of their numbers, as <c>events list</c> prints them.</summary>
    public async Task<List<string>> StoredIdsAsync()
    {
        var (code, output, errors) = await AgentProcess.RunAsync("events", "list", "--data", Data, "--limit", "100000", "--json");
        Assert.True(code == 0, errors);
        return [.. output.Select(IdOf)];
    }

    /// <summary>The event id of a payload.</summary>
    public static string IdOf(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>The ids that a subscriber received, without repeats, in the order of their first arrival.</summary>
    public static List<string> ReceivedIds(MosquittoSubscriber subscriber) =>
        [.. subscriber.Received.Where(one => one.Topic.Contains("/evt/", StringComparison.Ordinal)).Select(one => IdOf(one.Payload)).Distinct()];

    /// <summary>The newest <c>state/health</c> that a subscriber has; null before the first.</summary>
    public static JsonElement? NewestHealth(IReadOnlyList<(string Topic, string Payload)> received) =>
        received.LastOrDefault(one => one.Topic.EndsWith("/state/health", StringComparison.Ordinal)) is { Payload: { } payload }
            ? JsonDocument.Parse(payload).RootElement
            : null;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
