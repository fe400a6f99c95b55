using System.Net;
using System.Net.Sockets;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>What the channel does with a broker that sends too much, or nothing.</summary>
public sealed class BrokerChannelTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_packet_that_is_too_large_ends_the_link_before_its_body_is_read()
    {
        var sent = 0L;
        await using var broker = new ScriptedBroker(async (stream, _, token) =>
        {
            // A PUBLISH of 256 MiB, the most that a header can say.
            await stream.WriteAsync(new byte[] { 0x20, 3, 0, 0, 0, 0x30, 0xFF, 0xFF, 0xFF, 0x7F }, token);
            var piece = new byte[64 * 1024];
            while (true)
            {
                await stream.WriteAsync(piece, token);
                sent += piece.Length;
            }
        });
        using var link = await ConnectAsync(broker, ConnectOffer.Five);

        var lost = await link.Lost.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Equal("the connection failed: the broker sends a packet of 268435460 bytes, and at most 278528 are read", lost.Message);
        Assert.False(lost.ByPeer, "the events in flight are not the cause");
        Assert.True(Interlocked.Read(ref sent) < 200_000_000);
    }

    [Fact]
    public async Task CONNECT_over_MQTT_5_states_the_largest_packet()
    {
        await using var broker = new ScriptedBroker(ScriptedBroker.AcceptAsync);
        using var five = await ConnectAsync(broker, ConnectOffer.Five);
        using var old = await ConnectAsync(broker, ConnectOffer.Old);

        // The property 0x27 and 272 KiB. MQTT 5, section 3.1.2.11.4.
        ReadOnlySpan<byte> property = [0x27, 0, 0x04, 0x40, 0];
        Assert.True(broker.Connects.ToArray()[0].AsSpan().IndexOf(property) > 0);
        Assert.True(broker.Connects.ToArray()[1].AsSpan().IndexOf(property) < 0);
    }

    [Fact]
    public async Task A_broker_that_resets_the_connection_is_told_from_a_network_that_fails()
    {
        await using var broker = new ScriptedBroker(async (stream, _, token) =>
        {
            await stream.WriteAsync(new byte[] { 0x20, 2, 0, 0 }, token);
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        });
        using var link = await ConnectAsync(broker, ConnectOffer.Old);

        Assert.True((await link.Lost.WaitAsync(TimeSpan.FromSeconds(30), Cancelled)).ByPeer);
    }

    [Fact]
    public async Task A_broker_that_answers_nothing_loses_its_turn_to_another_at_the_same_name()
    {
        var other = IPAddress.Parse("127.0.0.2");
        await using var dead = new ScriptedBroker(static (stream, _, token) => ScriptedBroker.StaySilentAsync(stream, token));
        await using var alive = new ScriptedBroker(ScriptedBroker.AcceptAsync, other, dead.Port);
        var options = Options(dead.Port);
        options.Host = "broker.example";
        options.RequestTimeout = TimeSpan.FromSeconds(1);
        var connector = new LinkConnector(
            options, new BrokerConnector(options, TimeProvider.System, _ => Task.FromResult<IPAddress[]>([IPAddress.Loopback, other])), TimeProvider.System);

        await Assert.ThrowsAsync<LinkException>(() => connector.ConnectAsync(offer => ClientOptionsBuilder.Build(options, offer, []), Cancelled));
        options.RequestTimeout = TimeSpan.FromSeconds(30);
        using var link = await connector.ConnectAsync(offer => ClientOptionsBuilder.Build(options, offer, []), Cancelled);

        Assert.Equal(other, link.Address);
    }

    private static Task<MqttLink> ConnectAsync(ScriptedBroker broker, ConnectOffer offer)
    {
        var options = Options(broker.Port);
        return MqttLink.ConnectAsync(
            options, ClientOptionsBuilder.Build(options, offer, "{}"u8.ToArray()), new BrokerConnector(options, TimeProvider.System), TimeProvider.System, Cancelled);
    }

    private static TelemetryOptions Options(int port) => new() { Host = "127.0.0.1", Port = port, Station = "station", Device = "dev1" };
}
