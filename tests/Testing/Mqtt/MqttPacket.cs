using System.Buffers.Binary;
using System.Text;

namespace StationAgent.Testing.Mqtt;

/// <summary>One whole control packet of MQTT 5 as it stood on the wire. Sections in remarks are those of the OASIS standard.</summary>
/// <param name="Bytes">Fixed header and all.</param>
/// <param name="BodyStart">Where the variable header begins.</param>
public sealed record MqttPacket(byte[] Bytes, int BodyStart)
{
    public const int Connack = 2;
    public const int Publish = 3;
    public const int Puback = 4;
    public const int Subscribe = 8;
    public const int Suback = 9;
    public const int PingRequest = 12;
    public const int Disconnect = 14;

    /// <summary>The packet type, section 2.1.2.</summary>
    public int Type => Bytes[0] >> 4;

    /// <summary>Quality of service of a PUBLISH.</summary>
    public int Qos => (Bytes[0] >> 1) & 3;

    /// <summary>Whether a PUBLISH asks the broker to retain it, section 3.3.1.3.</summary>
    public bool IsRetained => (Bytes[0] & 1) != 0;

    private Span<byte> Body => Bytes.AsSpan(BodyStart);

    /// <summary>Topic of a PUBLISH.</summary>
    public string Topic => Encoding.UTF8.GetString(Body.Slice(2, TopicLength));

    /// <summary>Identifier of a PUBLISH with QoS 1, a PUBACK or a SUBSCRIBE.</summary>
    public int Identifier => BinaryPrimitives.ReadUInt16BigEndian(Type == Publish ? Body[(2 + TopicLength)..] : Body);

    /// <summary>Payload of a PUBLISH with QoS 1.</summary>
    public ReadOnlySpan<byte> Payload
    {
        get
        {
            var at = BodyStart + 2 + TopicLength + 2;
            return TryReadLength(Bytes, ref at, out var properties) ? Bytes.AsSpan(at + properties) : [];
        }
    }

    /// <summary>The first topic filter of a SUBSCRIBE, section 3.8.3.</summary>
    public string FirstFilter
    {
        get
        {
            var at = BodyStart + 2;
            TryReadLength(Bytes, ref at, out var properties);
            at += properties;
            return Encoding.UTF8.GetString(Bytes, at + 2, BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(at)));
        }
    }

    private int TopicLength => BinaryPrimitives.ReadUInt16BigEndian(Body);

    /// <summary>A CONNACK for a new session with these properties, section 3.2.</summary>
    public static MqttPacket NewConnack(int reason, params byte[] properties) =>
        new([Connack << 4, (byte)(3 + properties.Length), 0, (byte)reason, (byte)properties.Length, .. properties], 2);

    /// <summary>The answer to a ping, section 3.13.</summary>
    public static MqttPacket NewPingResponse() => new([0xD0, 0], 2);

    /// <summary>A PUBACK with a reason code, section 3.4.</summary>
    public static MqttPacket NewPuback(int identifier, int reason) =>
        new([Puback << 4, 3, (byte)(identifier >> 8), (byte)identifier, (byte)reason], 2);

    /// <summary>A PUBACK with a reason code and a text, sections 3.4 and 3.4.2.2.2.</summary>
    public static MqttPacket NewPuback(int identifier, int reason, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        byte[] properties = [0x1F, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
        byte[] body = [(byte)(identifier >> 8), (byte)identifier, (byte)reason, .. LengthOf(properties.Length), .. properties];
        byte[] length = LengthOf(body.Length);
        return new MqttPacket([Puback << 4, .. length, .. body], 1 + length.Length);
    }

    /// <summary>A SUBACK for one topic filter, section 3.9.</summary>
    public static MqttPacket NewSuback(int identifier, int reason) =>
        new([Suback << 4, 4, (byte)(identifier >> 8), (byte)identifier, 0, (byte)reason], 2);

    /// <summary>A DISCONNECT with a reason code, section 3.14.</summary>
    public static MqttPacket NewDisconnect(int reason) => new([Disconnect << 4, 1, (byte)reason], 2);

    /// <summary>A CONNACK with these limits in place of the broker's own, section 3.2.2.3.</summary>
    /// <param name="receiveMaximum">Null to leave it.</param>
    /// <param name="maximumPacketSize">Null to leave it.</param>
    public MqttPacket WithLimits(ushort? receiveMaximum, uint? maximumPacketSize)
    {
        var at = BodyStart + 2;
        if (!TryReadLength(Bytes, ref at, out var length))
        {
            return this;
        }

        var properties = new List<byte>();
        for (var end = at + length; at < end;)
        {
            var next = at + SizeOfProperty(Bytes.AsSpan(at));
            if ((Bytes[at] != 0x21 || receiveMaximum is null) && (Bytes[at] != 0x27 || maximumPacketSize is null))
            {
                properties.AddRange(Bytes[at..next]);
            }

            at = next;
        }

        if (receiveMaximum is { } receive)
        {
            properties.AddRange([0x21, (byte)(receive >> 8), (byte)receive]);
        }

        if (maximumPacketSize is { } size)
        {
            properties.AddRange([0x27, (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size]);
        }

        // Both lengths stay below 128, one byte each: the properties of a CONNACK are few.
        return properties.Count < 120
            ? new MqttPacket([Connack << 4, (byte)(3 + properties.Count), .. Bytes.AsSpan(BodyStart, 2), (byte)properties.Count, .. properties], 2)
            : throw new InvalidDataException("a CONNACK with unusually many properties");
    }

    /// <summary>Reads a variable byte integer, section 1.5.5.</summary>
    /// <returns>False when it is not whole yet; <paramref name="at"/> has then moved for nothing.</returns>
    public static bool TryReadLength(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        length = 0;
        for (var shift = 0; at < bytes.Length && shift <= 21; shift += 7)
        {
            var one = bytes[at++];
            length |= (one & 0x7F) << shift;
            if (one < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] LengthOf(int length) => length < 0x80 ? [(byte)length]
        : length < 0x4000 ? [(byte)(length & 0x7F | 0x80), (byte)(length >> 7)]
        : [(byte)(length & 0x7F | 0x80), (byte)(length >> 7 & 0x7F | 0x80), (byte)(length >> 14)];

    // Identifier and value, section 2.2.2.2; only those that a CONNACK may bear.
    private static int SizeOfProperty(ReadOnlySpan<byte> property) => property[0] switch
    {
        0x24 or 0x25 or 0x28 or 0x29 or 0x2A => 2,
        0x13 or 0x21 or 0x22 => 3,
        0x11 or 0x27 => 5,
        0x12 or 0x15 or 0x16 or 0x1A or 0x1C or 0x1F => 3 + BinaryPrimitives.ReadUInt16BigEndian(property[1..]),
        0x26 => SizeOfPair(property),
        var other => throw new InvalidDataException($"a CONNACK with property 0x{other:X2}"),
    };

    private static int SizeOfPair(ReadOnlySpan<byte> property)
    {
        var name = 3 + BinaryPrimitives.ReadUInt16BigEndian(property[1..]);
        return name + 2 + BinaryPrimitives.ReadUInt16BigEndian(property[name..]);
    }
}
