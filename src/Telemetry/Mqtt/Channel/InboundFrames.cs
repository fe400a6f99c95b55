namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Hands over what arrives, packet by packet, and holds each fixed header (MQTT 5, section 2.1) back until its length is known: the MQTT library would reserve
/// the memory that a header asks for, up to 256 MiB. A packet that is too large is a problem, or is left out where the broker cannot be told the limit. Pure but for its state.
/// </summary>
/// <param name="maximum">The largest packet in bytes, with its header.</param>
/// <param name="leavesOut">True to leave larger packets out.</param>
internal sealed class InboundFrames(int maximum, bool leavesOut)
{
    private const byte ConnectAcknowledgement = 0x20;

    // The first byte of a TLS alert and of a handshake. RFC 8446, section 5.1.
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;

    // The type and flags, then one to four bytes of length with seven bits each.
    private const int MaximumHeader = 5;
    private const int LengthBits = 7;

    private readonly byte[] _header = new byte[MaximumHeader];
    private bool _isFirst = true;
    private bool _isHeld = true;
    private bool _isLeftOut;
    private int _headerLength;
    private int _headerGiven;
    private int _body;

    /// <summary>Hands over the next bytes.</summary>
    /// <param name="arrived">What has arrived.</param>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="consumed">How many of those that have arrived were taken.</param>
    /// <param name="given">How many were handed over; 0 when more has to arrive first.</param>
    /// <returns>Why the connection must end, without a full stop at the end; null to go on.</returns>
    public string? Take(ReadOnlySpan<byte> arrived, Span<byte> target, out int consumed, out int given)
    {
        consumed = given = 0;
        while (given < target.Length)
        {
            if (!_isHeld && _headerGiven < _headerLength)
            {
                target[given++] = _header[_headerGiven++];
                continue;
            }

            if (consumed == arrived.Length)
            {
                break;
            }

            if (!_isHeld && _body > 0)
            {
                var count = Math.Min(_body, arrived.Length - consumed);
                if (!_isLeftOut)
                {
                    count = Math.Min(count, target.Length - given);
                    arrived.Slice(consumed, count).CopyTo(target[given..]);
                    given += count;
                }

                (consumed, _body) = (consumed + count, _body - count);
                continue;
            }

            if (TakeHeader(arrived[consumed++]) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private string? TakeHeader(byte value)
    {
        if (!_isHeld)
        {
            (_isHeld, _headerLength, _body) = (true, 0, 0);
        }

        _header[_headerLength++] = value;
        if (_headerLength == 1)
        {
            if (_isFirst && value != ConnectAcknowledgement)
            {
                return value is TlsAlert or TlsHandshake ? "the other side expects TLS" : LinkFailureText.NotMqtt;
            }

            _isFirst = false;
            return null;
        }

        _body |= (value & 0x7F) << ((_headerLength - 2) * LengthBits);
        if ((value & 0x80) != 0)
        {
            return _headerLength < MaximumHeader ? null : $"{LinkFailureText.NotMqtt}: the length of a packet is malformed";
        }

        _isHeld = false;
        _isLeftOut = (long)_headerLength + _body > maximum;
        _headerGiven = _isLeftOut ? _headerLength : 0;
        return _isLeftOut && !leavesOut ? $"the broker sends a packet of {_headerLength + _body} bytes, and at most {maximum} are read" : null;
    }
}
