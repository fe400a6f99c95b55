using System.Runtime.Versioning;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>What the agent writes is for its own user, whatever mask the shell or the unit has set.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public static TheoryData<string> Masks => ["0000", "0022", "0077"];

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Masks))]
    public async Task The_store_and_everything_beside_it(string mask)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker, Data);
        await RunAsync(mask, station, subscriber, events: 1, whileRunning: () => Assert.True(System.IO.File.Exists(Path.Combine(Data, "control.sock"))));
        AssertPrivate();

        // A file that is no store is put away, and a new one begins.
        await System.IO.File.WriteAllTextAsync(Path.Combine(Data, "outbox.db"), new string('x', 20_000), TestContext.Current.CancellationToken);
        await RunAsync(mask, station, subscriber, events: 2, whileRunning: AssertPrivate);
        Assert.NotEmpty(Directory.GetDirectories(Data));
        AssertPrivate();
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public async Task A_support_bundle_and_the_store_of_a_simulation(string mask)
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "station.json"), """{ "Storage": { "Directory": "nothing" } }""", TestContext.Current.CancellationToken);
        var (code, _, errors) = await Shell.RunAsync(
            $"umask {mask}; cd '{_folder}'; {Shell.Program} simulate --json --speed max --drop-offs 2 --data data/deep && {Shell.Program} doctor --only clock --config station.json --bundle data/b.zip");
        Assert.True(code == 0, errors);
        AssertPrivate();
    }

    private static async Task RunAsync(string mask, StationFolder station, MosquittoSubscriber subscriber, int events, Action whileRunning)
    {
        var run = Shell.RunAsync(
            $"umask {mask}; {Shell.Program} run --config '{station.Config}' & agent=$!; read -r; kill -TERM $agent; wait $agent", out var release);
        await subscriber.WaitForAsync(
            all => all.Count(one => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal)) >= events, "an event");
        whileRunning();
        release();
        var (code, _, errors) = await run;
        Assert.True(code == 0, errors);
    }

    private void AssertPrivate()
    {
        var entries = Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(entries);
        Assert.Equal(Folder, System.IO.File.GetUnixFileMode(Data));
        Assert.All(entries, static entry => Assert.Equal(
            (entry, Directory.Exists(entry) ? Folder : File), (entry, System.IO.File.GetUnixFileMode(entry))));
    }
}
