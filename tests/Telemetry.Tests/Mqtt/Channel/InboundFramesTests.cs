using CsCheck;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

public sealed class InboundFramesTests
{
    private const int Maximum = 100_000;

    private static readonly Gen<byte[]> Packet = Gen.Select(Gen.Byte, Gen.OneOf(Gen.Int[0, 300], Gen.Int[16_000, 17_000], Gen.Const(Maximum - 4)), static (type, length) =>
        (byte[])[type, .. Length(length), .. new byte[length]]);

    [Fact]
    public void Packets_within_the_limit_pass_unchanged_however_they_arrive_and_are_asked_for() =>
        Gen.Select(Packet.Array[0, 5], Gen.Int[1, 5_000], Gen.Int[1, 5_000]).Sample(static (packets, arriving, asked) =>
        {
            byte[] sent = [0x20, 2, 0, 0, .. packets.SelectMany(static one => one)];
            Assert.Equal(sent, Pass(new InboundFrames(Maximum, leavesOut: false), sent, arriving, asked));
        });

    [Fact]
    public void Larger_ones_are_left_out_where_the_broker_cannot_be_told() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 300], Gen.Int[Maximum - 10, Maximum + 10]).Array[0, 6], Gen.Int[1, 5_000], Gen.Int[1, 5_000]).Sample(static (bodies, arriving, asked) =>
        {
            var packets = bodies.Select(static (length, number) => (byte[])[0x30, .. Length(length), .. Enumerable.Repeat((byte)number, length)]).ToList();
            byte[] sent = [0x20, 2, 0, 0, .. packets.SelectMany(static one => one)];
            byte[] expected = [0x20, 2, 0, 0, .. packets.Where(static one => one.Length <= Maximum).SelectMany(static one => one)];

            Assert.Equal(expected, Pass(new InboundFrames(Maximum, leavesOut: true), sent, arriving, asked));
        });

    [Fact]
    public void A_larger_packet_is_refused_as_soon_as_its_header_is_there() => Gen.Int[Maximum - 3, 268_435_455].Sample(static length =>
    {
        var frames = new InboundFrames(Maximum, leavesOut: false);
        byte[] header = [0x30, .. Length(length)];
        Assert.Null(Take(frames, [0x20, 2, 0, 0, .. header[..^1]]));
        Assert.Equal($"the broker sends a packet of {length + header.Length} bytes, and at most {Maximum} are read", Take(frames, header[^1..]));
    });

    [Fact]
    public void A_length_of_more_than_four_bytes_is_malformed()
    {
        var frames = new InboundFrames(Maximum, leavesOut: true);
        Assert.Null(Take(frames, [0x20, 0xFF, 0xFF, 0xFF]));
        Assert.EndsWith("the length of a packet is malformed", Take(frames, [0xFF]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x15, "expects TLS")]
    [InlineData(0x48, "does not speak MQTT")]
    [InlineData(0x30, "does not speak MQTT")]
    public void What_does_not_begin_as_an_answer_to_CONNECT_is_refused_at_its_first_byte(byte first, string reason) =>
        Assert.Contains(reason, Take(new InboundFrames(Maximum, leavesOut: false), [first]), StringComparison.Ordinal);

    private static string? Take(InboundFrames frames, byte[] arrived) => frames.Take(arrived, new byte[100], out _, out _);

    private static byte[] Pass(InboundFrames frames, byte[] sent, int arriving, int asked)
    {
        var passed = new List<byte>();
        var target = new byte[asked];
        foreach (var piece in sent.Chunk(arriving))
        {
            var from = 0;
            int given;
            do
            {
                Assert.Null(frames.Take(piece.AsSpan(from), target, out var consumed, out given));
                from += consumed;
                passed.AddRange(target[..given]);
            }
            while (given > 0);

            Assert.Equal(piece.Length, from);
        }

        return [.. passed];
    }

    private static byte[] Length(int value)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((value & 0x7F) | (value > 0x7F ? 0x80 : 0)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }
}
