namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Follows the fixed headers of what arrives (MQTT 5, section 2.1), and finds a packet that must not be read before memory is reserved for it. Pure.
/// </summary>
/// <param name="maximum">The largest packet in bytes, with its header.</param>
internal sealed class InboundFrames(int maximum)
{
    private const byte ConnectAcknowledgement = 0x20;

    // The first byte of a TLS alert and of a handshake. RFC 8446, section 5.1.
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;

    private const int LengthBits = 7;
    private const int MostLengthBits = 4 * LengthBits;

    private bool _isFirst = true;
    private bool _isInLength;
    private int _shift;
    private int _length;
    private int _left;

    /// <summary>Takes the next bytes.</summary>
    /// <returns>Why the connection must end, without a full stop at the end; null to go on.</returns>
    public string? Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_left > 0)
            {
                var body = Math.Min(_left, bytes.Length);
                _left -= body;
                bytes = bytes[body..];
                continue;
            }

            if ((_isInLength ? TakeLength(bytes[0]) : TakeType(bytes[0])) is { } problem)
            {
                return problem;
            }

            bytes = bytes[1..];
        }

        return null;
    }

    private string? TakeType(byte value)
    {
        (_isInLength, _shift, _length) = (true, 0, 0);
        if (_isFirst && value != ConnectAcknowledgement)
        {
            return value is TlsAlert or TlsHandshake ? "the other side expects TLS" : LinkFailureText.NotMqtt;
        }

        _isFirst = false;
        return null;
    }

    private string? TakeLength(byte value)
    {
        _length |= (value & 0x7F) << _shift;
        _shift += LengthBits;
        if ((value & 0x80) != 0)
        {
            return _shift < MostLengthBits ? null : $"{LinkFailureText.NotMqtt}: the length of a packet is malformed";
        }

        _isInLength = false;
        _left = _length;
        var size = 1L + (_shift / LengthBits) + _length;
        return size > maximum ? $"the broker sends a packet of {size} bytes, and at most {maximum} are read" : null;
    }
}
