using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Xunit;

namespace StationAgent.Testing;

/// <summary>
/// A real RabbitMQ with its MQTT plugin on free loopback ports, with its files in a folder of its own and users by the script that ships. Takes some ten
/// seconds to start. Disposing kills it, its port mapper too, and removes the folder.
/// </summary>
public sealed class RabbitMq : IAsyncDisposable
{
    private const string Programs = "/usr/lib/rabbitmq/bin";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("rabbitmq-").FullName;
    private readonly Dictionary<string, string> _environment;
    private Process? _server;

    private RabbitMq()
    {
        Port = Mosquitto.FreePort();
        _environment = new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
            ["RABBITMQ_NODENAME"] = "test@localhost",
            ["RABBITMQ_DIST_PORT"] = Text(Mosquitto.FreePort()),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = Text(Mosquitto.FreePort()),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["RABBITMQCTL"] = $"{Programs}/rabbitmqctl -q -n test@localhost",
        };
    }

    /// <summary>The port of MQTT on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts one; skips the test when RabbitMQ is not installed.</summary>
    public static async Task<RabbitMq> StartAsync()
    {
        if (!File.Exists($"{Programs}/rabbitmq-server"))
        {
            Assert.Skip("rabbitmq-server is not installed");
        }

        var broker = new RabbitMq();
        await File.WriteAllTextAsync(
            Path.Combine(broker._folder, "rabbitmq.conf"),
            $"""
             listeners.tcp.1 = 127.0.0.1:{Mosquitto.FreePort()}
             mqtt.listeners.tcp.1 = 127.0.0.1:{broker.Port}
             mqtt.allow_anonymous = false

             """);
        await File.WriteAllTextAsync(Path.Combine(broker._folder, "enabled_plugins"), "[rabbitmq_mqtt].\n");
        await broker.StartAgainAsync();
        return broker;
    }

    /// <summary>Starts it again with the same files.</summary>
    public async Task StartAgainAsync()
    {
        _server = Start($"{Programs}/rabbitmq-server");
        var waiting = Stopwatch.StartNew();
        while (!await AcceptsAsync())
        {
            Assert.False(_server.HasExited, "RabbitMQ ended at its start");
            Assert.True(waiting.Elapsed < StartLimit, "RabbitMQ does not accept connections");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Asks it to end, which writes its files, and waits.</summary>
    public async Task StopAsync()
    {
        await ControlAsync("stop");
        await _server!.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Runs <c>rabbitmqctl</c>.</summary>
    public Task ControlAsync(params string[] arguments) => RunAsync($"{Programs}/rabbitmqctl", ["-q", "-n", "test@localhost", .. arguments]);

    /// <summary>Runs a script with <c>RABBITMQCTL</c> for this broker.</summary>
    public Task RunAsync(string program, params string[] arguments) => RunAsync(program, (IReadOnlyList<string>)arguments);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        // The port mapper is a process of its own, and ends only when no node is registered.
        using var epmd = Start("epmd", "-kill");
        await epmd.WaitForExitAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Start(program, [.. arguments]);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private async Task<bool> AcceptsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
