using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using StationAgent.Telemetry.Tests.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt;

/// <summary>The versions of MQTT against brokers that do not say what they lack.</summary>
public sealed class LinkConnectorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_closes_on_5_is_reached_by_3_1_1_in_the_same_attempt()
    {
        await using var broker = new ScriptedBroker((stream, version, token) =>
            version == 5 ? Task.CompletedTask : ScriptedBroker.AcceptAsync(stream, version, token));
        var connector = Connector(broker.Port);
        using (var link = await ConnectAsync(connector))
        {
            Assert.Equal("3.1.1", link.ProtocolName);
        }

        using var again = await ConnectAsync(connector);
        Assert.Equal([5, 4, 5, 4, 5, 4], broker.Versions);
    }

    [Fact]
    public async Task A_broker_that_was_only_starting_gets_5()
    {
        var connects = 0;
        await using var broker = new ScriptedBroker((stream, version, token) =>
            Interlocked.Increment(ref connects) == 1 ? Task.CompletedTask : ScriptedBroker.AcceptAsync(stream, version, token));
        using var link = await ConnectAsync(Connector(broker.Port));
        Assert.Equal("5.0", link.ProtocolName);
        Assert.Equal([5, 4, 5], broker.Versions);
    }

    [Fact]
    public async Task A_broker_that_stays_silent_on_5_is_reached_in_the_end()
    {
        await using var broker = new ScriptedBroker((stream, version, token) =>
            version == 5 ? ScriptedBroker.StaySilentAsync(stream, token) : ScriptedBroker.AcceptAsync(stream, version, token));
        var connector = Connector(broker.Port, TimeSpan.FromSeconds(1));
        for (var i = 0; i < ConnectOffers.SilentAttempts; i++)
        {
            var silent = await Assert.ThrowsAsync<LinkException>(() => ConnectAsync(connector));
            Assert.Equal(ConnectOutcome.Silent, silent.Outcome);
        }

        using var link = await ConnectAsync(connector);
        Assert.Equal("3.1.1", link.ProtocolName);
    }

    [Fact]
    public async Task When_both_versions_fail_the_message_names_both()
    {
        await using var closing = new ScriptedBroker(static (_, _, _) => Task.CompletedTask);
        var alike = await Assert.ThrowsAsync<LinkException>(() => ConnectAsync(Connector(closing.Port)));
        Assert.EndsWith("it may not speak MQTT, or it expects TLS (over MQTT 5 and MQTT 3.1.1)", alike.Message, StringComparison.Ordinal);

        await using var refusing = new ScriptedBroker(static (stream, version, token) =>
            version == 5 ? Task.CompletedTask : stream.WriteAsync(new byte[] { 0x20, 2, 0, 4 }, token).AsTask());
        var different = await Assert.ThrowsAsync<LinkException>(() => ConnectAsync(Connector(refusing.Port)));
        Assert.StartsWith("over MQTT 5: connecting failed", different.Message, StringComparison.Ordinal);
        Assert.EndsWith("over MQTT 3.1.1: the broker 127.0.0.1:" + refusing.Port + " refuses the connection: wrong user name or password", different.Message, StringComparison.Ordinal);
        Assert.Equal(0x86, different.Code);
    }

    private static Task<MqttLink> ConnectAsync(LinkConnector connector) =>
        connector.ConnectAsync(static offer => ClientOptionsBuilder.Build(Options(1, TimeSpan.FromSeconds(30)), offer, "{}"u8.ToArray()), Cancelled);

    private static LinkConnector Connector(int port, TimeSpan? timeout = null)
    {
        var options = Options(port, timeout ?? TimeSpan.FromSeconds(30));
        return new LinkConnector(options, new BrokerConnector(options, TimeProvider.System), TimeProvider.System);
    }

    private static TelemetryOptions Options(int port, TimeSpan timeout) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Station = "station",
        Device = "dev1",
        RequestTimeout = timeout,
    };
}
