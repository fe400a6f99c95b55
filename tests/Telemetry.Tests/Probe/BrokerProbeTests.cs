using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using StationAgent.Telemetry.Probe;
using StationAgent.Telemetry.Tests.Mqtt.Channel;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests.Probe;

/// <summary>Probes of a real broker, and the step at which they end.</summary>
public sealed class BrokerProbeTests
{
    private static readonly string[] Internals = ["StationAgent.", "System.", "Microsoft.", ".NET", "package type", "Property ID", "Remaining length", "Mqtt", "frame", ".."];

    private const string Listener =
        """
        listener {port} 127.0.0.1
        cafile {folder}/ours.pem
        certfile {folder}/broker.pem
        keyfile {folder}/broker.key
        require_certificate true
        """;

    [Fact]
    public async Task A_good_connection_passes_every_step_and_reports_both_certificates()
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        ours.Issue("broker", "localhost");
        await using var broker = await StartAsync(pki);
        var findings = await RunAsync(Options(broker.Port, ours.AuthorityFile, ours.Issue("dev1", "dev1")));
        Assert.All(findings, static one => Assert.Equal(BrokerFault.None, one.Fault));
        Assert.Equal(
            [BrokerStep.Name, BrokerStep.Port, BrokerStep.OwnCertificate, BrokerStep.Tls, BrokerStep.Connect, BrokerStep.Limits, BrokerStep.Publish],
            findings.Select(static one => one.Step));
        Assert.Equal(2, findings.Count(static one => one.ValidUntil?.Year is 2098 or 2099));
    }

    [Fact]
    public async Task A_broker_that_takes_no_drop_off_is_reported_although_it_takes_the_message_of_the_probe()
    {
        await using var broker = await Mosquitto.StartAsync("max_packet_size 300\nretain_available false");
        var findings = await RunAsync(Options(broker.Port));
        Assert.Equal([BrokerFault.SmallPackets, BrokerFault.NoRetainedMessages], findings.Where(static one => one.Step == BrokerStep.Limits).Select(static one => one.Fault));
        Assert.Contains("at most 300 bytes", findings.Single(static one => one.Fault == BrokerFault.SmallPackets).Text, StringComparison.Ordinal);
        Assert.Equal((BrokerStep.Publish, BrokerFault.None), (findings[^1].Step, findings[^1].Fault));
    }

    [Fact]
    public async Task A_broker_without_acknowledgements_is_reported()
    {
        await using var broker = await Mosquitto.StartAsync("max_qos 0");
        var options = Options(broker.Port);
        Assert.Equal(BrokerFault.NoAcknowledgements, (await RunAsync(options)).Single(static one => one.Step == BrokerStep.Limits).Fault);

        options.Receipts = true;
        Assert.Equal(BrokerFault.None, (await RunAsync(options)).Single(static one => one.Step == BrokerStep.Limits).Fault);
    }

    [Theory]
    [InlineData(CertificateFlaw.WrongAuthority, "is not trusted")]
    [InlineData(CertificateFlaw.Expired, "has expired on 2021-01-01")]
    [InlineData(CertificateFlaw.WrongHost, "is for another host than 'localhost'")]
    public async Task An_untrusted_broker_is_reported_at_the_TLS_step(CertificateFlaw flaw, string reason)
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        using var theirs = new Certificates(pki.Path, "theirs");
        (flaw == CertificateFlaw.WrongAuthority ? theirs : ours).Issue("broker", "localhost", flaw);
        await using var broker = await StartAsync(pki);
        var last = (await RunAsync(Options(broker.Port, ours.AuthorityFile, ours.Issue("dev1", "dev1"))))[^1];
        Assert.Equal((BrokerStep.Tls, BrokerFault.BrokerCertificate), (last.Step, last.Fault));
        Assert.Contains(reason, last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_or_missing_certificate_of_the_device_is_reported()
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        ours.Issue("broker", "localhost");
        await using var broker = await StartAsync(pki);
        var expired = await RunAsync(Options(broker.Port, ours.AuthorityFile, ours.Issue("dev1", "dev1", CertificateFlaw.Expired)));
        Assert.Equal(BrokerFault.OwnCertificate, expired.Single(static one => one.Step == BrokerStep.OwnCertificate).Fault);
        Assert.NotEqual(BrokerFault.None, expired[^1].Fault);

        var missing = await RunAsync(Options(broker.Port, ours.AuthorityFile, mine: null));
        Assert.Equal(BrokerFault.Handshake, missing[^1].Fault);

        var unreadable = await RunAsync(Options(broker.Port, Path.Combine(pki.Path, "nowhere.pem"), mine: null));
        Assert.Equal(BrokerFault.File, unreadable[^1].Fault);
        Assert.Contains("nowhere.pem", unreadable[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_every_user_may_read_and_a_weak_certificate_are_reported()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions");
            return;
        }

        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var ours = new Certificates(pki.Path, "ours");
        ours.Issue("broker", "localhost");
        await using var broker = await StartAsync(pki);
        var mine = ours.Issue("dev1", "dev1");
        File.SetUnixFileMode(mine.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var open = await RunAsync(Options(broker.Port, ours.AuthorityFile, mine));
        Assert.Equal([BrokerFault.KeyIsReadable], open.Select(static one => one.Fault).Where(static one => one != BrokerFault.None));
        Assert.Equal(BrokerStep.Publish, open[^1].Step);

        using var small = RSA.Create(1024);
        using var weak = ours.Sign(new CertificateRequest("CN=dev1", small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        await File.WriteAllTextAsync(mine.Certificate, weak.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(mine.Key, small.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        File.SetUnixFileMode(mine.Key, UnixFileMode.UserRead);
        var last = (await RunAsync(Options(broker.Port, ours.AuthorityFile, mine)))[^1];
        Assert.Equal((BrokerStep.OwnCertificate, BrokerFault.OwnCertificate), (last.Step, last.Fault));
        Assert.Contains("has an RSA key of 1024 bits", last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_of_MQTT_3_1_1_cannot_report_a_refusal()
    {
        await using var broker = await Mosquitto.StartAsync();
        var options = Options(broker.Port);
        options.Protocol = MqttProtocol.V311;
        var last = (await RunAsync(options))[^1];
        Assert.Equal((BrokerStep.Publish, BrokerFault.CannotTell), (last.Step, last.Fault));
    }

    [Fact]
    public async Task A_broker_that_closes_on_5_or_is_silent_is_spoken_to_in_3_1_1_and_one_that_never_answers_fails_in_both()
    {
        foreach (var isSilent in (bool[])[false, true])
        {
            await using var old = new ScriptedBroker((stream, version, token) =>
                version == 4 ? ScriptedBroker.AcceptAsync(stream, version, token) : isSilent ? ScriptedBroker.StaySilentAsync(stream, token) : Task.CompletedTask);
            var options = Options(old.Port);
            options.RequestTimeout = TimeSpan.FromSeconds(1);
            var connect = (await RunAsync(options)).Single(static one => one.Step == BrokerStep.Connect);
            Assert.Equal((BrokerFault.None, "MQTT 3.1.1 as dev1-doctor"), (connect.Fault, connect.Text));
        }

        await using var closed = new ScriptedBroker(static (_, _, _) => Task.CompletedTask);
        Assert.EndsWith("(over MQTT 5 and MQTT 3.1.1)", (await RunAsync(Options(closed.Port)))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_address_is_reported_and_one_that_swallows_packets_is_a_fault()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = Options(((IPEndPoint)listener.LocalEndpoint).Port);
        options.RequestTimeout = TimeSpan.FromSeconds(1);
        var broker = new BrokerConnector(options, TimeProvider.System);
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3"), IPAddress.Loopback];

        var (refused, first) = await BrokerReach.ConnectAsync(options, broker, addresses, TestContext.Current.CancellationToken);
        first!.Dispose();
        Assert.Equal(BrokerFault.None, refused.Fault);
        Assert.Matches("^127.0.0.1:[0-9]+ answers in .* ms; not at 127.0.0.2: connection refused.*; not at 127.0.0.3: connection refused", refused.Text);

        using var hole = new Hole(addresses[0], options.EffectivePort);
        var (swallowed, second) = await BrokerReach.ConnectAsync(options, broker, addresses, TestContext.Current.CancellationToken);
        second!.Dispose();
        Assert.Equal(BrokerFault.SomeAddressesFail, swallowed.Fault);
        Assert.Contains("not at 127.0.0.2: the other side does not answer", swallowed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_or_a_closed_port_ends_the_probe()
    {
        var options = Options(Mosquitto.FreePort());
        var refused = await RunAsync(options);
        Assert.Equal([(BrokerStep.Name, BrokerFault.None), (BrokerStep.Port, BrokerFault.NobodyListens)], refused.Select(static one => (one.Step, one.Fault)));
        options.Host = "nobody.invalid";
        Assert.Equal(BrokerFault.UnknownName, Assert.Single(await RunAsync(options)).Fault);
    }

    [Fact]
    public async Task A_broker_that_never_answers_does_not_block_the_probe()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.FreezeAsync();
        var options = Options(broker.Port);
        options.RequestTimeout = TimeSpan.FromMilliseconds(300);
        var last = (await RunAsync(options))[^1];
        await broker.ThawAsync();
        Assert.Equal((BrokerStep.Connect, BrokerFault.Other), (last.Step, last.Fault));
        Assert.Contains("longer than 0.3 s", last.Text, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], bool, string> OtherSides() => new()
    {
        { [], false, "connecting failed (localhost:{port}): the other side closed the connection before it answered: it may not speak MQTT, or it expects TLS" },
        { "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), false, "connecting failed (localhost:{port}): the other side" },
        { [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], false, "connecting failed (localhost:{port}): the other side does not speak MQTT, or sent a broken packet" },

        // A PUBLISH with an unknown property, and an answer to CONNECT without its last bytes.
        { [0x30, 0x05, 0x00, 0x01, (byte)'a', (byte)'X', (byte)'Y'], false, "connecting failed (localhost:{port}): the other side does not speak MQTT, or sent a broken packet" },
        { [0x20, 0x02, 0x00], false, "connecting failed (localhost:{port}): the other side" },
        { "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), true, "the other side does not speak TLS: check the port" },
        { [], true, "the other side closed the connection before it answered: it may not speak TLS, or it refuses this device" },
    };

    [Theory]
    [MemberData(nameof(OtherSides))]
    public async Task What_is_not_a_broker_is_explained_without_the_words_of_the_library(byte[] answer, bool tls, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ending = new CancellationTokenSource();
        var serving = AnswerAsync(listener, answer, ending.Token);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = Options(port);
        options.Tls = new TelemetryTlsOptions { Enabled = tls };

        var last = (await RunAsync(options))[^1];
        await ending.CancelAsync();
        await serving;

        Assert.NotEqual(BrokerFault.None, last.Fault);
        Assert.StartsWith(expected.Replace("{port}", $"{port}", StringComparison.Ordinal), last.Text, StringComparison.Ordinal);
        Assert.All(Internals, word => Assert.DoesNotContain(word, last.Text, StringComparison.Ordinal));
        Assert.False(last.Text.EndsWith('.'), last.Text);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_named_with_the_reason()
    {
        using var files = new TemporaryFolder();
        var text = Path.Combine(files.Path, "text.pem");
        await File.WriteAllTextAsync(text, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", TestContext.Current.CancellationToken);
        using var ours = new Certificates(files.Path, "ours");
        var (certificate, key) = ours.Issue("dev1", "dev1");
        var other = ours.Issue("dev2", "dev2").Key;

        Assert.Equal($"'{files.Path}' cannot be used: it is a folder, not a file", await WhyAsync(files.Path, mine: null));
        Assert.Equal($"'{text}' cannot be used: it does not contain a certificate in PEM form", await WhyAsync(text, mine: null));
        Assert.Equal($"'{text}' cannot be used: it does not contain a certificate in PEM form", await WhyAsync(ours.AuthorityFile, (text, key)));
        Assert.Equal($"'{other}' cannot be used: its key belongs to none of the certificates in '{certificate}'", await WhyAsync(ours.AuthorityFile, (certificate, other)));
        Assert.Equal($"'{text}' cannot be used: it does not contain the key of '{certificate}' in PEM form, without a password", await WhyAsync(ours.AuthorityFile, (certificate, text)));
    }

    private static async Task<string> WhyAsync(string authority, (string Certificate, string Key)? mine)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var last = (await RunAsync(Options(((IPEndPoint)listener.LocalEndpoint).Port, authority, mine)))[^1];
        Assert.Equal(BrokerFault.File, last.Fault);
        return last.Text;
    }

    private static async Task AnswerAsync(TcpListener listener, byte[] answer, CancellationToken ending)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(ending);
                if (await socket.ReceiveAsync(new byte[1024], ending) > 0)
                {
                    await socket.SendAsync(answer, ending);
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private static async Task<IReadOnlyList<BrokerFinding>> RunAsync(TelemetryOptions options)
    {
        var findings = new List<BrokerFinding>();
        await new BrokerProbe(options, TimeProvider.System).RunAsync("tele/metrics", "{}"u8.ToArray(), findings.Add, TestContext.Current.CancellationToken);
        return findings;
    }

    private static TelemetryOptions Options(int port, string? authority = null, (string Certificate, string Key)? mine = null) => new()
    {
        Host = "localhost",
        Port = port,
        Station = "station",
        Device = "dev1",
        Tls = new TelemetryTlsOptions { Enabled = authority is not null, CaFile = authority, CertificateFile = mine?.Certificate, KeyFile = mine?.Key },
    };

    private static Task<Mosquitto> StartAsync(TemporaryFolder pki) => Mosquitto.StartAsync(
        Listener, [.. Directory.GetFiles(pki.Path).Select(static file => (Path.GetFileName(file), File.ReadAllText(file)))]);
}
