using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StationAgent.Testing;

/// <summary>A device on a real line, TCP or a pty, that runs a script for each connection and can be unplugged and plugged in again.</summary>
public sealed class PluggedDevice : IAsyncDisposable
{
    private readonly Func<Stream, CancellationToken, Task> _script;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scale-");
    private readonly ConcurrentBag<Task> _running = [];
    private readonly bool _pty;
    private readonly int _tcpPort = Mosquitto.FreePort();
    private TcpListener? _listener;
    private SocatPty? _socat;
    private CancellationTokenSource _plugged = new();

    private PluggedDevice(Func<Stream, CancellationToken, Task> script, bool pty)
    {
        _script = script;
        _pty = pty;
    }

    /// <summary>What the agent's configuration calls it.</summary>
    public string Port => _pty ? Path.Combine(_folder.FullName, "scale") : $"tcp://127.0.0.1:{_tcpPort}";

    /// <summary>Plugs one in on a serial port; skips the test when socat is not installed.</summary>
    /// <param name="script">What the device does on a connection.</param>
    public static async Task<PluggedDevice> OnPtyAsync(Func<Stream, CancellationToken, Task> script)
    {
        SocatPty.SkipIfMissing();
        var device = new PluggedDevice(script, pty: true);
        await device.PlugAsync();
        return device;
    }

    /// <summary>Plugs one in that listens on loopback.</summary>
    /// <param name="script">What the device does on a connection.</param>
    public static async Task<PluggedDevice> OnTcpAsync(Func<Stream, CancellationToken, Task> script)
    {
        var device = new PluggedDevice(script, pty: false);
        await device.PlugAsync();
        return device;
    }

    /// <summary>Plugs it in.</summary>
    public async Task PlugAsync()
    {
        _plugged = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, _tcpPort);
        _listener.Start();
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running.Add(AcceptAsync(_listener, connected, _plugged.Token));
        if (_pty)
        {
            _socat = new SocatPty(Port, _tcpPort);
            await connected.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
            _socat.Hold();
        }
    }

    /// <summary>Pulls the plug.</summary>
    public async Task UnplugAsync()
    {
        _socat?.Dispose();
        _socat = null;
        _listener?.Stop();
        await _plugged.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _plugged.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_listener?.Server.IsBound == true)
        {
            await UnplugAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task AcceptAsync(TcpListener listener, TaskCompletionSource connected, CancellationToken cancellationToken)
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(cancellationToken);
            client.NoDelay = true;
            connected.TrySetResult();
            _running.Add(ServeAsync(client, cancellationToken));
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            await _script(client.GetStream(), cancellationToken);
        }
    }
}
