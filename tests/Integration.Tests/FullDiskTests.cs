using System.Diagnostics;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>A data folder on a disk that fills up while the service runs: a small tmpfs.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _mount = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public FullDiskTests()
    {
        if (Mount("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _mount) != 0)
        {
            Directory.Delete(_mount);
            Assert.Skip("mount is not permitted: this test needs root");
        }
    }

    public void Dispose()
    {
        Mount("umount", "-l", _mount);
        Directory.Delete(_mount);
    }

    [Fact]
    public async Task A_full_disk_takes_the_station_out_of_service_until_there_is_room_and_loses_nothing()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker, Path.Combine(_mount, "data"));
        await using var agent = station.Run();
        await subscriber.WaitForAsync(all => all.Any(IsEvent), "an event");

        var filler = Path.Combine(_mount, "filler");
        Fill(filler);
        await subscriber.WaitForAsync(all => StorageIs(all, "failed") && StatusIs(all, "out_of_service"), "a station out of service");
        var refused = subscriber.Received.Count(IsEvent);

        File.Delete(filler);
        await subscriber.WaitForAsync(all => StorageIs(all, "ok") && !StatusIs(all, "out_of_service"), "a station in service again");
        await subscriber.WaitForAsync(all => all.Count(IsEvent) > refused, "an event after the disk had room again");
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(3)));

        // Everything stored was sent: no acknowledged event is missing, and no refused piece was sent as a drop-off that counts.
        var stored = await station.StoredIdsAsync();
        var received = StationFolder.ReceivedIds(subscriber);
        Assert.Equal(stored.Take(received.Count), received);
        Assert.InRange(stored.Count - received.Count, 0, 2);
    }

    private static bool IsEvent((string Topic, string Payload) one) => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal);

    private static bool StorageIs(IReadOnlyList<(string Topic, string Payload)> all, string state) =>
        StationFolder.NewestHealth(all) is { } health && health.GetProperty("storage").GetProperty("state").GetString() == state;

    private static bool StatusIs(IReadOnlyList<(string Topic, string Payload)> all, string status) =>
        StationFolder.NewestHealth(all) is { } health && health.GetProperty("status").GetString() == status;

    private static void Fill(string path)
    {
        // Without a buffer: what does not fit must not be written again when the file is closed.
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 64 * 1024, 4096, 512 })
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }

    private static int Mount(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
