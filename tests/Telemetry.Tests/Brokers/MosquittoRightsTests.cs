using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests.Brokers;

/// <summary>The files for mosquitto that ship, with a real mosquitto: a device may do what it needs and nothing else.</summary>
public sealed class MosquittoRightsTests
{
    private const string NotAuthorised = "NotAuthorized";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Over TLS with a certificate, as the files say.</summary>
    [Fact]
    public async Task A_device_may_do_what_it_needs()
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var authority = new Certificates(pki.Path, "ca");
        authority.Issue("broker", "localhost");
        var device = authority.Issue("dev1", "dev1");
        var backend = authority.Issue("backend", "backend");
        await using var broker = await StartAsync(pki);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using (var consumer = await ConnectAsync(broker, authority, backend, "consumer"))
        {
            var received = new ConcurrentQueue<string>();
            consumer.ApplicationMessageReceivedAsync += args =>
            {
                received.Enqueue(args.ApplicationMessage.Topic);
                return Task.CompletedTask;
            };
            foreach (var filter in (string[])["evt/#", "state/#", "tele/#", "rsp/#"])
            {
                Assert.Equal("GrantedQoS1", await SubscribeAsync(consumer, "sa/v1/+/+/" + filter));
            }

            await outbox.AppendManyAsync(60);
            foreach (var topic in (string[])["evt/maintenance", "evt/alarm", "evt/gap", "evt/clock"])
            {
                await outbox.AppendAsync(topic);
            }

            using var running = RunningService.Start(outbox, broker.Port, options =>
            {
                options.Host = "localhost";
                options.Receipts = true;
                options.Tls = new TelemetryTlsOptions
                {
                    Enabled = true,
                    CaFile = authority.AuthorityFile,
                    CertificateFile = device.Certificate,
                    KeyFile = device.Key,
                };
            },
            new DeviceCommand("grade", static (payload, _) => Task.FromResult(new CommandAnswer(payload))));
            running.Service.SetState("health", "{}"u8.ToArray());
            running.Service.SetState("inventory", "{}"u8.ToArray());
            await running.UntilAsync(s => s.AwaitingReceipt == 64);
            Assert.Equal(("5.0", 32), (running.Service.Snapshot.Protocol, running.Service.Snapshot.Window));

            // A receipt, a replay request and a grade get through, metrics and the answer come out.
            Assert.Equal("Success", await PublishAsync(consumer, $"{OtherClient.Root}/receipt", $$"""{"storeepoch":"{{outbox.StoreEpoch}}","upTo":64}"""));
            Assert.Equal("Success", await PublishAsync(consumer, $"{OtherClient.Root}/cmd/replay", $$"""{"storeepoch":"{{outbox.StoreEpoch}}","from":1,"to":2}"""));
            await running.UntilAsync(static s => s.Depth == 0 && s.Replayed == 2);
            Assert.Equal("Success", await PublishAsync(consumer, $"{OtherClient.Root}/cmd/grade", "{}"));
            running.Service.PublishTransient("metrics", "{}"u8.ToArray(), TimeSpan.FromSeconds(10));
            string[] expected = ["evt/dropoff", "evt/maintenance", "evt/alarm", "evt/gap", "evt/clock", "state/status", "state/outbox", "state/health", "state/inventory", "tele/metrics", "rsp/grade"];
            await running.UntilAsync(_ => expected.All(topic => received.Contains($"{OtherClient.Root}/{topic}")));
            Assert.Equal((null, 0), (running.Service.Snapshot.LastRefusal, running.Service.Snapshot.PausedTopics.Count));
            await running.StopAsync();
        }

        Assert.DoesNotContain("Denied", await File.ReadAllTextAsync(broker.LogFile, Cancelled), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a stolen device could try.</summary>
    [Fact]
    public async Task A_device_may_do_nothing_else()
    {
        Mosquitto.SkipIfMissing();
        using var pki = new TemporaryFolder();
        using var authority = new Certificates(pki.Path, "ca");
        authority.Issue("broker", "localhost");
        var device = authority.Issue("dev1", "dev1");
        await using var broker = await StartAsync(pki);

        // The rights follow the certificate, whatever client ID it takes.
        foreach (var clientId in (string[])["dev1", "dev2"])
        {
            using var client = await ConnectAsync(broker, authority, device, clientId);
            using var received = new BlockingCollection<string>();
            client.ApplicationMessageReceivedAsync += args =>
            {
                received.Add(args.ApplicationMessage.Topic);
                return Task.CompletedTask;
            };
            Assert.Equal("Success", Success(await PublishAsync(client, "sa/v1/teststation/dev1/evt/alarm", "x")));
            foreach (var topic in (string[])
            [
                "sa/v1/teststation/dev2/evt/dropoff", "sa/v1/teststation/dev2/state/status", "sa/v1/teststation/dev1/cmd/replay", "sa/v1/teststation/dev1/cmd/grade", "sa/v1/teststation/dev1/receipt",
                "sa/v1/teststation/dev1/cfg/desired", "sa/v1/teststation/dev1/evt/a/b", "sa/v1/teststation/dev1", "sa/v2/teststation/dev1/evt/dropoff", "other",
            ])
            {
                Assert.Equal(NotAuthorised, await PublishAsync(client, topic, "x"));
            }

            foreach (var filter in (string[])
            [
                "#", "sa/v1/+/+/evt/#", "sa/v1/teststation/dev1/#", "sa/v1/teststation/dev1/evt/dropoff", "sa/v1/teststation/dev2/cmd/replay", "sa/v1/teststation/dev1/rsp/grade",
                "sa/v1/teststation/dev2/state/status", "sa/v1/teststation/dev1/state/health",
            ])
            {
                await SubscribeAsync(client, filter);
            }

            // mosquitto grants every subscription and delivers only what may be read: of these the last alone.
            foreach (var topic in (string[])["evt/dropoff", "state/health", "tele/metrics", "state/status"])
            {
                Assert.Equal("Success", Success(await PublishAsync(client, $"{OtherClient.Root}/{topic}", "x")));
            }

            var first = await Task.Run(() => received.Take(Cancelled), Cancelled);
            Assert.Equal($"{OtherClient.Root}/state/status", first);
        }
    }

    /// <summary>
    /// mosquitto 2.0.11 answers what it denies, and with <c>max_queued_messages 0</c> it closes the connection after that answer. Each of the three topics that are denied costs
    /// two links at most, to suspect it and to be sure, and what is in flight meanwhile one more.
    /// </summary>
    [Theory]
    [InlineData("max_queued_messages 100000", 1)]
    [InlineData("max_queued_messages 0", 8)]
    public async Task What_is_denied_keeps_nothing_else_from_being_delivered(string configuration, int links)
    {
        await using var broker = await Mosquitto.StartAsync(
            configuration + "\nacl_file {folder}/acl", ("acl", $"topic write {OtherClient.Root}/evt/alarm\ntopic write {OtherClient.Root}/state/status\n"));
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(3);
        using var running = RunningService.Start(outbox, broker.Port);
        running.Service.SetState("health", "{}"u8.ToArray());
        await running.UntilAsync(static s => s.PausedTopics.Count > 0);
        for (var i = 0; i < 5; i++)
        {
            await outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        }

        await running.UntilAsync(static s => s is { Delivered: 5, Connected: true });
        Assert.Equal(["evt/dropoff"], running.Service.Snapshot.PausedTopics);
        Assert.Equal((3, 0), (outbox.Depth, outbox.SetAsideCount));
        Assert.InRange(running.Service.Snapshot.ConnectAttempts, 1, links);
    }

    private static async Task<Mosquitto> StartAsync(TemporaryFolder pki)
    {
        var shipped = Path.Combine(RepositoryFolder.Path, "deploy/brokers/mosquitto");
        var configuration = (await File.ReadAllTextAsync(Path.Combine(shipped, "station-agent.conf"), Cancelled))
            .Replace("listener 8883", "listener {port} 127.0.0.1", StringComparison.Ordinal)
            .Replace("/etc/mosquitto/station-agent/station-agent.acl", "{folder}/station-agent.acl", StringComparison.Ordinal)
            .Replace("/etc/mosquitto/station-agent", pki.Path, StringComparison.Ordinal)
            .Replace("ca.crt", "ca.pem", StringComparison.Ordinal)
            .Replace("broker.crt", "broker.pem", StringComparison.Ordinal);
        return await Mosquitto.StartAsync(configuration, ("station-agent.acl", await File.ReadAllTextAsync(Path.Combine(shipped, "station-agent.acl"), Cancelled)));
    }

    private static async Task<IMqttClient> ConnectAsync(Mosquitto broker, Certificates authority, (string Certificate, string Key) own, string clientId)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        using var pem = X509Certificate2.CreateFromPemFile(own.Certificate, own.Key);
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        var result = await client.ConnectAsync(
            new MqttClientOptionsBuilder()
                .WithTcpServer("localhost", broker.Port)
                .WithClientId(clientId)
                .WithProtocolVersion(MqttProtocolVersion.V500)
                .WithTlsOptions(tls => tls
                    .WithTrustChain([X509CertificateLoader.LoadCertificateFromFile(authority.AuthorityFile)])
                    .WithRevocationMode(X509RevocationMode.NoCheck)
                    .WithClientCertificates([certificate]))
                .Build(),
            Cancelled);
        Assert.Equal(MqttClientConnectResultCode.Success, result.ResultCode);
        return client;
    }

    private static async Task<string> PublishAsync(IMqttClient client, string topic, string payload) =>
        (await client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain: false, Cancelled)).ReasonCode.ToString();

    private static async Task<string> SubscribeAsync(IMqttClient client, string filter) =>
        (await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, Cancelled)).Items.Single().ResultCode.ToString();

    private static string Success(string reason) => reason == "NoMatchingSubscribers" ? "Success" : reason;
}
