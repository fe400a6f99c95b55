using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The service whose log nobody reads: a full pipe, as when the journal stalls.</summary>
public sealed class StuckOutputTests : IDisposable
{
    // Opened for reading too, so that it has a reader that never reads; filled to its last byte.
    private const string StuckPipe = "mkfifo p; exec 7<>p; timeout 1 head -c 10000000 /dev/zero >&7;";

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_serves_and_ends_cleanly()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker);
        var run = Shell.RunAsync(
            $"cd '{_folder}'; {StuckPipe} {Shell.Program} run --config '{station.Config}' >&7 2>&7 & agent=$!; read -r; kill -TERM $agent; wait $agent",
            out var release);

        await subscriber.WaitForAsync(
            static all => all.Count(one => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal)) >= 2, "events while nobody reads the log");
        release();
        var (code, _, _) = await run;
        Assert.Equal(0, code);
        await subscriber.WaitForAsync(static all => all[^1].Payload.Contains("\"stopped\"", StringComparison.Ordinal), "the clean end");
    }

    [Fact]
    public async Task A_failure_that_nobody_reads_ends_it_all_the_same()
    {
        var (code, _, _) = await Shell.RunAsync($"cd '{_folder}'; {StuckPipe} {Shell.Program} run --config /nonexistent >&7 2>&7");
        Assert.Equal(2, code);
    }
}
