using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>What the real program sends to systemd on the notify socket.</summary>
public sealed class SystemdTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ready_status_watchdog_and_stopping_are_sent()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var station = new StationFolder(broker);
        var address = Path.Combine(_folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address));
        var heard = new ConcurrentQueue<string>();
        var listening = ListenAsync(socket, heard);

        await using var agent = station.Run(("NOTIFY_SOCKET", address), ("WATCHDOG_USEC", "8000000"));
        await HeardAsync(heard, text => text == "READY=1");
        await HeardAsync(heard, text => text.StartsWith("STATUS=", StringComparison.Ordinal) && text.Contains("broker connected", StringComparison.Ordinal));
        await HeardAsync(heard, text => text == "WATCHDOG=1");
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(3)));
        await HeardAsync(heard, text => text == "STOPPING=1");
        socket.Close();
        await listening;
    }

    private static async Task ListenAsync(Socket socket, ConcurrentQueue<string> heard)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer);
                heard.Enqueue(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task HeardAsync(ConcurrentQueue<string> heard, Func<string, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        while (!heard.Any(wanted))
        {
            Assert.False(limit.IsCancellationRequested, "heard only: " + string.Join(" | ", heard));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
