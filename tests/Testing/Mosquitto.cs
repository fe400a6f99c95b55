using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace StationAgent.Testing;

/// <summary>
/// A real mosquitto on a free loopback port, with its files in a folder of its own. Can be stopped, killed, frozen and started again on the
/// same port. Disposing kills it and removes the folder.
/// </summary>
public sealed class Mosquitto : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string _configuration;
    private Process? _process;

    private Mosquitto(string folder, int port, string configuration)
    {
        Folder = folder;
        Port = port;
        _configuration = configuration;
    }

    /// <summary>Where configuration, log and persistence stand.</summary>
    public string Folder { get; }

    public int Port { get; }

    public string LogFile => Path.Combine(Folder, "mosquitto.log");

    /// <summary>Skips the test when the program is not installed.</summary>
    public static void SkipIfMissing()
    {
        if (FindProgram("mosquitto") is null)
        {
            Assert.Skip("mosquitto is not installed");
        }

        if (FindProgram("mosquitto_sub") is null)
        {
            Assert.Skip("mosquitto_sub is not installed");
        }
    }

    /// <summary>Full path of a program; null when it is not there. Debian keeps daemons outside an ordinary user's PATH.</summary>
    public static string? FindProgram(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin"
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts a broker; skips the test when mosquitto is not installed.</summary>
    /// <param name="configuration">
    /// Lines for its configuration file besides listener, log, persistence and <c>allow_anonymous true</c>; <c>{folder}</c> in it becomes
    /// <see cref="Folder"/>. A line that starts with <c>listener</c> replaces the usual listener; write its port as <c>{port}</c>.
    /// </param>
    /// <param name="files">Further files for the folder, by name: access lists, passwords.</param>
    public static async Task<Mosquitto> StartAsync(string configuration = "", params (string Name, string Content)[] files)
    {
        SkipIfMissing();
        var folder = Directory.CreateTempSubdirectory("mosquitto-").FullName;
        foreach (var (name, content) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), content);
        }

        var broker = new Mosquitto(folder, FreePort(), configuration);
        await broker.StartAgainAsync();
        return broker;
    }

    /// <summary>A loopback port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it again on the same port with the same files.</summary>
    public async Task StartAgainAsync()
    {
        Assert.Null(_process);
        var file = Path.Combine(Folder, "mosquitto.conf");
        await File.WriteAllTextAsync(file, Configuration());
        var start = new ProcessStartInfo(FindProgram("mosquitto")!, ["-c", file])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        var waiting = Stopwatch.StartNew();
        while (!await AcceptsAsync())
        {
            Assert.False(_process.HasExited, "mosquitto ended at its start: " + (_process.HasExited ? _process.StandardError.ReadToEnd() : string.Empty));
            Assert.True(waiting.Elapsed < StartLimit, "mosquitto does not accept connections");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Asks it to end (SIGTERM), which makes it write its persistence, and waits.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        await EndAsync();
    }

    /// <summary>SIGKILL: what it had only in memory is gone.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await EndAsync();
    }

    /// <summary>SIGSTOP: connections stay open, nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGHUP: it reads configuration and access lists again.</summary>
    public Task ReloadAsync() => SignalAsync("HUP");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private string Configuration()
    {
        var own = _configuration
            .Replace("{folder}", Folder, StringComparison.Ordinal)
            .Replace("{port}", Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var lines = own.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        bool Has(string key) => lines.Any(line => line.StartsWith(key + " ", StringComparison.Ordinal));

        // Started by root it would change to a user that cannot read the folder.
        var usual = new List<string>
        {
            "user root",
            $"log_dest file {LogFile}",
            "persistence true",
            $"persistence_location {Folder}/",
        };
        if (!Has("listener"))
        {
            usual.Add($"listener {Port} 127.0.0.1");
        }

        if (!Has("allow_anonymous"))
        {
            usual.Add("allow_anonymous true");
        }

        return string.Join('\n', usual.Concat(lines)) + "\n";
    }

    private async Task<bool> AcceptsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task EndAsync()
    {
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}
