using System.Text;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Computes the size of a PUBLISH packet. MQTT 5, section 3.3; 3.1.1 has no properties.</summary>
internal static class PacketSize
{
    private const int LengthPrefix = 2;
    private const int PacketIdentifier = 2;

    /// <summary>Returns the size in bytes of a QoS 1 publish, including its header.</summary>
    public static long OfPublish(string topic, int payload, string? contentType)
    {
        // The content type is the only property: one byte of identifier, then the text.
        var properties = contentType is null ? 0 : 1 + LengthPrefix + Encoding.UTF8.GetByteCount(contentType);
        long body = LengthPrefix + Encoding.UTF8.GetByteCount(topic) + PacketIdentifier + VariableLength(properties) + properties + (long)payload;
        return 1 + VariableLength(body) + body;
    }

    private static int VariableLength(long value) => value switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => 4,
    };
}
