using System.Net;
using System.Net.Sockets;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>Real sockets on loopback: one address works, others swallow packets, refuse or do not exist.</summary>
public sealed class BrokerConnectorTests
{
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_IPv6_address_that_swallows_packets_does_not_keep_from_IPv4()
    {
        Assert.SkipUnless(Hole.HasIPv6, "this machine has no IPv6 on loopback");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var hole = new Hole(IPAddress.IPv6Loopback, port);

        var (socket, address) = await Connector(port, IPAddress.IPv6Loopback, IPAddress.Loopback).ConnectAsync(Cancelled);

        using (socket)
        {
            Assert.Equal(IPAddress.Loopback, address);
            Assert.True(socket.NoDelay);
        }
    }

    [Fact]
    public async Task An_address_that_refused_is_the_last_one_of_the_next_attempt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var connector = Connector(port, Second, IPAddress.Loopback);
        (await connector.ConnectAsync(Cancelled)).Socket.Dispose();

        // Nothing listens at 127.0.0.1 any more and something does at 127.0.0.2; still 127.0.0.1, which worked, is tried first.
        listener.Dispose();
        using var other = new TcpListener(Second, port);
        other.Start();
        var (socket, address) = await connector.ConnectAsync(Cancelled);
        socket.Dispose();
        Assert.Equal(Second, address);
        (await connector.ConnectAsync(Cancelled)).Socket.Dispose();
        Assert.True(other.Pending());
    }

    [Fact]
    public async Task When_every_address_fails_each_is_named_with_its_reason()
    {
        var closed = Testing.Mosquitto.FreePort();
        var both = await Assert.ThrowsAsync<ChannelException>(() => Connector(closed, Second, IPAddress.Loopback).ConnectAsync(Cancelled));
        Assert.Equal(
            "127.0.0.2: connection refused: nothing listens at this address and port; 127.0.0.1: connection refused: nothing listens at this address and port", both.Message);
        var one = await Assert.ThrowsAsync<ChannelException>(() => Connector(closed, IPAddress.Loopback).ConnectAsync(Cancelled));
        Assert.Equal("connection refused: nothing listens at this address and port", one.Message);
    }

    [Fact]
    public async Task A_swallowed_connection_ends_with_the_deadline_of_the_attempt()
    {
        using var hole = new Hole(IPAddress.Loopback, 0);
        var failure = await Assert.ThrowsAsync<ChannelException>(() => Connector(hole.Port, IPAddress.Loopback).ConnectAsync(Cancelled));
        Assert.Equal("the other side does not answer", failure.Message);
    }

    private static BrokerConnector Connector(int port, params IPAddress[] addresses) => new(
        new TelemetryOptions { Host = "broker.example", Port = port, RequestTimeout = TimeSpan.FromSeconds(2) },
        TimeProvider.System,
        _ => Task.FromResult(addresses));
}
