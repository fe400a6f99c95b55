using System.Net;
using System.Net.Sockets;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class ConnectionTests
{
    // A listener on loopback that requires certificates of the authority "ours".
    private const string TlsListener =
        """
        listener {port} 127.0.0.1
        cafile {folder}/ours.pem
        certfile {folder}/broker.pem
        keyfile {folder}/broker.key
        require_certificate true
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_speaks_only_3_1_1_gets_3_1_1()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/#");
        await using var old = new OldBroker(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(30);
        using var running = RunningService.Start(outbox, old.Port);

        await running.Service.WhenDrainedAsync(Cancelled);

        Assert.Equal("3.1.1", running.Service.Snapshot.Protocol);
        Assert.Equal(1, running.Service.Snapshot.ConnectAttempts);
        await subscriber.WaitForAsync(all => all.Count(m => m.Topic.EndsWith("evt/dropoff", StringComparison.Ordinal)) == 30, "the events");
    }

    [Fact]
    public async Task Without_permission_to_fall_back_it_does_not_connect()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var old = new OldBroker(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, old.Port, options => options.Protocol = MqttProtocol.V5);

        await running.UntilAsync(s => s.ConnectAttempts >= 2);

        Assert.Contains("does not speak this version of MQTT", running.Service.Snapshot.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_reported_and_corrected_ones_read_from_the_file()
    {
        await using var broker = await Mosquitto.StartAsync(
            "allow_anonymous false\npassword_file {folder}/passwords", ("passwords", "dev1:secret\n"), ("mine", "wrong\n"));
        await HashPasswordsAsync(broker);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendAsync();
        using var running = RunningService.Start(outbox, broker.Port, options =>
        {
            options.UserName = "dev1";
            options.PasswordFile = Path.Combine(broker.Folder, "mine");
        });
        await running.UntilAsync(s => s.LastError is not null);
        Assert.Contains("not authorised", running.Service.Snapshot.LastError, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(broker.Folder, "mine"), "secret\n", Cancelled);
        await running.Service.WhenDrainedAsync(Cancelled);
    }

    [Fact]
    public async Task Certificates_of_a_private_authority_are_required_and_sufficient()
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        using var theirs = new Certificates(pki.Path, "theirs");
        ours.Issue("broker", "localhost");
        var mine = ours.Issue("dev1", "dev1");
        var foreign = theirs.Issue("foreign", "dev1");
        await using var broker = await Mosquitto.StartAsync(
            TlsListener, [.. Directory.GetFiles(pki.Path).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))]);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(10);

        TelemetryTlsOptions Tls(string authority, (string Certificate, string Key)? own) =>
            new() { Enabled = true, CaFile = authority, CertificateFile = own?.Certificate, KeyFile = own?.Key };

        await AssertRefusedAsync(outbox, broker.Port, "localhost", Tls(theirs.AuthorityFile, mine), "certificate");
        await AssertRefusedAsync(outbox, broker.Port, "127.0.0.1", Tls(ours.AuthorityFile, mine), "certificate");
        await AssertRefusedAsync(outbox, broker.Port, "localhost", Tls(ours.AuthorityFile, foreign), string.Empty);
        await AssertRefusedAsync(outbox, broker.Port, "localhost", Tls(ours.AuthorityFile, null), string.Empty);
        await AssertRefusedAsync(outbox, broker.Port, "localhost", Tls(Path.Combine(pki.Path, "none.pem"), mine), "none.pem");
        await AssertRefusedAsync(outbox, broker.Port, "localhost", new TelemetryTlsOptions(), string.Empty);

        using var running = RunningService.Start(outbox, broker.Port, options =>
        {
            options.Host = "localhost";
            options.Tls = Tls(ours.AuthorityFile, mine);
        });
        await running.Service.WhenDrainedAsync(Cancelled);
    }

    private static async Task AssertRefusedAsync(Outbox.Outbox outbox, int port, string host, TelemetryTlsOptions tls, string word)
    {
        using var running = RunningService.Start(outbox, port, options =>
        {
            options.Host = host;
            options.Tls = tls;
        });
        await running.UntilAsync(s => s.ConnectAttempts >= 2);
        Assert.False(running.Service.Snapshot.Connected);
        Assert.Contains(word, running.Service.Snapshot.LastError, StringComparison.Ordinal);
        Assert.Equal(10, outbox.Depth);
    }

    private static async Task HashPasswordsAsync(Mosquitto broker)
    {
        using var hash = System.Diagnostics.Process.Start(
            Mosquitto.FindProgram("mosquitto_passwd") ?? "mosquitto_passwd", ["-U", Path.Combine(broker.Folder, "passwords")]);
        await hash.WaitForExitAsync(Cancelled);
        await broker.ReloadAsync();
    }

    /// <summary>A proxy before a real broker that refuses MQTT 5 as a broker without MQTT 5 does.</summary>
    private sealed class OldBroker : IAsyncDisposable
    {
        // One byte of type, two of length (the will makes the packet longer than 127 bytes), the name "MQTT" with its length, then the
        // version.
        private const int VersionAt = 1 + 2 + 2 + 4;

        private readonly int _target;
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _accepting;

        public OldBroker(int target)
        {
            _target = target;
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                // The listener is closed.
            }
        }

        private async Task ServeAsync(TcpClient near)
        {
            using var far = new TcpClient();
            using (near)
            {
                try
                {
                    var connect = new byte[4096];
                    var length = await near.GetStream().ReadAtLeastAsync(connect, VersionAt + 1);
                    if (connect[VersionAt] == 5)
                    {
                        await near.GetStream().WriteAsync(new byte[] { 0x20, 2, 0, 1 });
                        return;
                    }

                    await far.ConnectAsync(IPAddress.Loopback, _target);
                    await far.GetStream().WriteAsync(connect.AsMemory(0, length));
                    await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
                }
                catch (IOException)
                {
                    // One end has closed the connection.
                }
            }
        }
    }
}
