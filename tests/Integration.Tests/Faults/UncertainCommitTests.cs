using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>
/// The whole agent on a disk whose syncs fail for a while: a drop-off whose commit ended in an error may be on disk although the person was
/// refused. It has to be voided before a consumer counts it.
/// </summary>
public sealed class UncertainCommitTests
{
    // The first sync that fails may be one of the agent's own notes; then there is no drop-off to take back, and the next round tries again.
    private const int Rounds = 6;

    [Fact]
    public async Task A_drop_off_found_on_disk_after_its_sync_failed_is_voided()
    {
        var strace = Mosquitto.FindProgram("strace");
        Assert.SkipWhen(strace is null, "strace is not installed");
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(all => all.Any(IsDropOff), "an event");

        for (var round = 0; round < Rounds && Voided(subscriber).Count == 0; round++)
        {
            var healthBefore = subscriber.Received.Count;
            using (var failing = FailSyncs(strace!, agent.Id, station.Data))
            {
                await subscriber.WaitForAsync(
                    all => StationFolder.NewestHealth([.. all.Skip(healthBefore)]) is { } health && Storage(health) == "failed", "a storage that failed");
                await StopAsync(failing);
            }

            await subscriber.WaitForAsync(
                all => StationFolder.NewestHealth(all) is { } health && Storage(health) == "ok" && Status(health) != "out_of_service",
                "a station in service again");
        }

        var voided = Voided(subscriber);
        Assert.NotEmpty(voided);
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(3)));
        var received = StationFolder.ReceivedIds(subscriber);
        Assert.Equal((await station.StoredIdsAsync()).Take(received.Count), received);
        foreach (var (amends, by) in voided)
        {
            Assert.Contains(amends, received);
            Assert.True(received.IndexOf(amends) < received.IndexOf(by));
        }
    }

    private static Process FailSyncs(string strace, int agent, string data)
    {
        var log = Path.Combine(data, "strace.log");
        return Process.Start(new ProcessStartInfo(
            strace,
            [
                "-f", "-o", log, "-p", agent.ToString(CultureInfo.InvariantCulture),
                "-P", Path.Combine(data, "outbox.db"), "-P", Path.Combine(data, "outbox.db-wal"),
                "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO",
            ])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
    }

    private static async Task StopAsync(Process strace)
    {
        using var kill = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await strace.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static List<(string Amends, string By)> Voided(MosquittoSubscriber subscriber)
    {
        var found = new List<(string, string)>();
        foreach (var (_, payload) in subscriber.Received.Where(IsDropOff))
        {
            var root = JsonDocument.Parse(payload).RootElement;
            var data = root.GetProperty("data");
            if (data.TryGetProperty("change", out var change) && change.GetString() == "void")
            {
                found.Add((data.GetProperty("amends").GetString()!, root.GetProperty("id").GetString()!));
            }
        }

        return found;
    }

    private static bool IsDropOff((string Topic, string Payload) one) => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal);

    private static string? Storage(JsonElement health) => health.GetProperty("storage").GetProperty("state").GetString();

    private static string? Status(JsonElement health) => health.GetProperty("status").GetString();
}
