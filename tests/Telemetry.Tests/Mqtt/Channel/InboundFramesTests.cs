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
    public void Packets_within_the_limit_pass_however_they_are_cut() => Gen.Select(Packet.Array[0, 5], Gen.Int[1, 5_000]).Sample(static (packets, cut) =>
    {
        var frames = new InboundFrames(Maximum);
        foreach (var piece in ((byte[])[0x20, 2, 0, 0, .. packets.SelectMany(static one => one)]).Chunk(cut))
        {
            Assert.Null(frames.Take(piece));
        }
    });

    [Fact]
    public void A_larger_packet_is_refused_as_soon_as_its_header_is_there() => Gen.Int[Maximum - 3, 268_435_455].Sample(static length =>
    {
        var frames = new InboundFrames(Maximum);
        Assert.Null(frames.Take([0x20, 2, 0, 0]));
        var header = (byte[])[0x30, .. Length(length)];
        Assert.Null(frames.Take(header.AsSpan(..^1)));
        Assert.Equal($"the broker sends a packet of {length + header.Length} bytes, and at most {Maximum} are read", frames.Take(header.AsSpan(^1..)));
    });

    [Fact]
    public void A_length_of_more_than_four_bytes_is_malformed()
    {
        var frames = new InboundFrames(Maximum);
        Assert.Null(frames.Take([0x20, 0xFF, 0xFF, 0xFF]));
        Assert.EndsWith("the length of a packet is malformed", frames.Take([0xFF]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x15, "expects TLS")]
    [InlineData(0x48, "does not speak MQTT")]
    [InlineData(0x30, "does not speak MQTT")]
    public void What_does_not_begin_as_an_answer_to_CONNECT_is_refused_at_its_first_byte(byte first, string reason) =>
        Assert.Contains(reason, new InboundFrames(Maximum).Take([first]), StringComparison.Ordinal);

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
