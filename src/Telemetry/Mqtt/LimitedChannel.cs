using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// Wraps a connection of the library and leaves out packets that are too large. The library would allocate the length that a packet states, up to 256 MB, before
/// a byte of it has arrived. A broker that speaks MQTT 5 does not send such packets; one of an earlier version may hold such a message for this device, and the
/// events must still flow.
/// </summary>
/// <param name="inner">The connection.</param>
/// <param name="maximum">The largest body of a packet, in bytes.</param>
internal sealed class LimitedChannel(IMqttChannel inner, int maximum) : IMqttChannel
{
    // Type and flags, then one to four bytes of length with seven bits each. MQTT 5, section 2.1.
    private const int MinimumHead = 2;
    private const int MaximumHead = 5;
    private const int LengthBits = 7;
    private const int More = 0x80;

    private const int SkippedAtOnce = 16 * 1024;

    private readonly byte[] _head = new byte[MaximumHead];
    private int _headLength;
    private int _headRead;
    private int _bodyLeft;

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_headRead < _headLength)
            {
                var part = Math.Min(count, _headLength - _headRead);
                _head.AsSpan(_headRead, part).CopyTo(buffer.AsSpan(offset));
                _headRead += part;
                return part;
            }

            if (_bodyLeft > 0)
            {
                var part = await inner.ReadAsync(buffer, offset, Math.Min(count, _bodyLeft), cancellationToken);
                _bodyLeft -= Math.Max(part, 0);
                return part;
            }

            if (!await ReadHeadAsync(cancellationToken) || (_bodyLeft > maximum && !await SkipAsync(cancellationToken)))
            {
                return 0;
            }
        }
    }

    public Task WriteAsync(System.Buffers.ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, isEndOfPacket, cancellationToken);

    public void Dispose() => inner.Dispose();

    /// <returns>False at the end of the connection.</returns>
    private async Task<bool> ReadHeadAsync(CancellationToken cancellationToken)
    {
        (_headLength, _headRead, _bodyLeft) = (0, 0, 0);
        var wanted = MinimumHead;
        while (_headLength < wanted)
        {
            var part = await inner.ReadAsync(_head, _headLength, wanted - _headLength, cancellationToken);
            if (part <= 0)
            {
                return false;
            }

            _headLength += part;

            // A length without an end goes on to the library, which refuses it.
            if (_headLength == wanted && (_head[_headLength - 1] & More) != 0 && wanted < MaximumHead)
            {
                wanted++;
            }
        }

        for (var i = 1; i < _headLength; i++)
        {
            _bodyLeft |= (_head[i] & ~More) << ((i - 1) * LengthBits);
        }

        return true;
    }

    /// <returns>False at the end of the connection.</returns>
    private async Task<bool> SkipAsync(CancellationToken cancellationToken)
    {
        _headLength = 0;
        _headRead = 0;
        var scratch = new byte[SkippedAtOnce];
        while (_bodyLeft > 0)
        {
            var part = await inner.ReadAsync(scratch, 0, Math.Min(scratch.Length, _bodyLeft), cancellationToken);
            if (part <= 0)
            {
                return false;
            }

            _bodyLeft -= part;
        }

        return true;
    }
}
