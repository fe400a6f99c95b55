using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using MQTTnet.Channel;
using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt;

public sealed class LimitedChannelTests
{
    private const int Maximum = 300;

    [Fact]
    public Task Packets_up_to_the_limit_pass_unchanged_and_larger_ones_are_left_out() =>
        Gen.Select(Gen.Int[0, 2 * Maximum].Array[0, 12], Gen.Int[1, 200], Gen.Int[1, 200]).SampleAsync(static async (bodies, arriving, asked) =>
        {
            var packets = bodies.Select(static (length, number) => Packet(length, (byte)number)).ToList();
            using var channel = new LimitedChannel(new Wire([.. packets.SelectMany(static packet => packet)], arriving), Maximum);

            var received = new List<byte>();
            var buffer = new byte[asked];
            int count;
            while ((count = await channel.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None)) > 0)
            {
                received.AddRange(buffer[..count]);
            }

            Assert.Equal(packets.Where((_, i) => bodies[i] <= Maximum).SelectMany(static packet => packet), received);
        });

    [Fact]
    public async Task A_length_without_an_end_goes_on_to_the_library()
    {
        byte[] sent = [0x30, 0xFF, 0xFF, 0xFF, 0xFF];
        using var channel = new LimitedChannel(new Wire(sent, 1), int.MaxValue);
        var buffer = new byte[10];
        Assert.Equal(5, await channel.ReadAsync(buffer, 0, 10, TestContext.Current.CancellationToken));
        Assert.Equal(sent, buffer[..5]);
    }

    private static byte[] Packet(int length, byte content)
    {
        byte[] head = length < 128 ? [0x30, (byte)length] : [0x30, (byte)(length % 128 | 0x80), (byte)(length / 128)];
        return [.. head, .. Enumerable.Repeat(content, length)];
    }

    private sealed class Wire(byte[] bytes, int atOnce) : IMqttChannel
    {
        private int _at;

        public X509Certificate2 ClientCertificate => null!;

        public EndPoint RemoteEndPoint => null!;

        public EndPoint LocalEndPoint => null!;

        public bool IsSecureConnection => false;

        public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            var part = Math.Min(Math.Min(count, atOnce), bytes.Length - _at);
            bytes.AsSpan(_at, part).CopyTo(buffer.AsSpan(offset));
            _at += part;
            return Task.FromResult(part);
        }

        public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
