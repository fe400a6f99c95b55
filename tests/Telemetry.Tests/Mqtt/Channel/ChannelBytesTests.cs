using System.Buffers;
using System.Net;
using System.Net.Sockets;
using CsCheck;
using MQTTnet.Exceptions;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>Bytes through the channel, against a plain socket on the other side.</summary>
public sealed class ChannelBytesTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ChannelBytesTests() => _listener.Start();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task What_is_written_and_read_in_any_pieces_arrives_as_it_was() =>
        await Gen.Select(Gen.OneOf(Gen.Int[0, 100], Gen.Int[16_000, 17_000], Gen.Int[30_000, 60_000]).Array[1, 6], Gen.Int[1, 4_096]).SampleAsync(
            async (sizes, piece) =>
            {
                var (channel, other) = await ConnectAsync();
                using (channel)
                using (other)
                {
                    byte[][] parts = [.. sizes.Select(static (size, i) => Enumerable.Repeat((byte)(i + 1), size).ToArray())];
                    byte[] all = [.. parts.SelectMany(static one => one)];
                    var reading = ReadAsync(other, all.Length);
                    for (var i = 0; i < parts.Length; i++)
                    {
                        await channel.WriteAsync(new ReadOnlySequence<byte>(parts[i]), isEndOfPacket: i == parts.Length - 1, Cancelled);
                    }

                    var arrived = await reading;
                    Assert.True(all.AsSpan().SequenceEqual(arrived));

                    // Back as the answers to CONNECT and small packets.
                    byte[] packets = [0x20, 2, 0, 0, .. sizes.SelectMany(static size => (byte[])[0x40, 2, (byte)size, 1])];
                    await other.SendAsync(packets, Cancelled);
                    var got = new byte[packets.Length];
                    for (var at = 0; at < got.Length;)
                    {
                        at += await channel.ReadAsync(got, at, Math.Min(piece, got.Length - at), Cancelled);
                    }

                    Assert.Equal(packets, got);
                }
            },
            iter: 30,
            threads: 1);

    [Fact]
    public async Task A_packet_goes_out_only_when_it_is_complete()
    {
        var (channel, other) = await ConnectAsync();
        using (channel)
        using (other)
        {
            await channel.WriteAsync(new ReadOnlySequence<byte>(new byte[10]), isEndOfPacket: false, Cancelled);
            Assert.False(other.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead));
            await channel.WriteAsync(new ReadOnlySequence<byte>(new byte[90]), isEndOfPacket: true, Cancelled);
            Assert.Equal(100, await other.ReceiveAsync(new byte[200], Cancelled));
        }
    }

    [Fact]
    public async Task A_packet_that_is_given_up_in_the_middle_ends_the_link()
    {
        var (channel, other) = await ConnectAsync();
        using (channel)
        using (other)
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var writing = channel.WriteAsync(new ReadOnlySequence<byte>(new byte[64 * 1024 * 1024]), isEndOfPacket: true, giveUp.Token);
            var reading = channel.ReadAsync(new byte[2], 0, 2, Cancelled);
            Assert.False(writing.IsCompleted);

            await giveUp.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
            var failure = await Assert.ThrowsAsync<ChannelException>(() => reading);
            Assert.Equal("sending to the broker was given up in the middle of a packet", failure.Message);
            await Assert.ThrowsAsync<MqttCommunicationException>(() => channel.WriteAsync(new ReadOnlySequence<byte>(new byte[2]), isEndOfPacket: true, Cancelled));
        }
    }

    [Fact]
    public async Task What_the_other_side_said_before_it_closed_is_read_although_writing_fails()
    {
        var (channel, other) = await ConnectAsync();
        using (channel)
        {
            byte[] last = [0x20, 2, 0, 0, 0xE0, 2, 0x95, 0];
            await other.SendAsync(last, Cancelled);
            other.Dispose();
            await Assert.ThrowsAsync<MqttCommunicationException>(async () =>
            {
                while (true)
                {
                    await channel.WriteAsync(new ReadOnlySequence<byte>(new byte[100_000]), isEndOfPacket: true, Cancelled);
                }
            });

            var got = new byte[last.Length];
            for (var at = 0; at < got.Length;)
            {
                var count = await channel.ReadAsync(got, at, got.Length - at, Cancelled);
                Assert.NotEqual(0, count);
                at += count;
            }

            Assert.Equal(last, got);
        }
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        var buffer = new byte[count];
        await using var stream = new NetworkStream(socket);
        await stream.ReadExactlyAsync(buffer, Cancelled);
        return buffer;
    }

    private async Task<(BrokerChannel Channel, Socket Other)> ConnectAsync()
    {
        var options = new TelemetryOptions { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port };
        var channel = new BrokerChannel(new BrokerConnector(options, TimeProvider.System), tls: null, new InboundFrames(1000, leavesOut: false));
        await channel.ConnectAsync(Cancelled);
        return (channel, await _listener.AcceptSocketAsync(Cancelled));
    }
}
