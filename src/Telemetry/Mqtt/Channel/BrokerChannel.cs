using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// The bytes between the MQTT library and the broker: TCP, and TLS where it is configured. One task may read while another writes. Reading goes
/// through a buffer, because the library asks for a packet in pieces of a few bytes; a packet is sent as a whole, because each write is a packet
/// on the network, and a record of TLS.
/// </summary>
/// <param name="broker">Makes the connection.</param>
/// <param name="tls">The encryption; null for none.</param>
/// <param name="frames">Decides what is handed over of what arrives.</param>
internal sealed class BrokerChannel(BrokerConnector broker, BrokerTls? tls, InboundFrames frames) : IMqttChannel
{
    private const int BufferSize = 16 * 1024;

    private readonly byte[] _arrived = new byte[BufferSize];
    private readonly byte[] _unsent = new byte[BufferSize];
    private int _arrivedFrom;
    private int _arrivedTo;
    private int _unsentCount;
    private volatile Stream? _stream;
    private volatile bool _isGivenUp;
    private volatile bool _isClosed;
    private volatile bool _isClosedByPeer;
    private volatile bool _hasSent;
    private volatile bool _hasReceived;

    /// <summary>The address of the broker; null when no connection was made.</summary>
    public IPAddress? Address { get; private set; }

    /// <inheritdoc/>
    public X509Certificate2 ClientCertificate => null!;

    /// <inheritdoc/>
    public EndPoint RemoteEndPoint { get; private set; } = null!;

    /// <inheritdoc/>
    public EndPoint LocalEndPoint { get; private set; } = null!;

    /// <inheritdoc/>
    public bool IsSecureConnection => tls is not null;

    /// <summary>Returns what a CONNECT came to that no answer was received to.</summary>
    /// <param name="isTimeout">True when the wait for it was given up.</param>
    public ConnectOutcome OutcomeAfter(bool isTimeout) =>
        !_hasSent || _hasReceived ? ConnectOutcome.Failed
        : _isClosedByPeer ? ConnectOutcome.Closed
        : isTimeout ? ConnectOutcome.Silent
        : ConnectOutcome.Failed;

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var (socket, address) = await broker.ConnectAsync(cancellationToken);
        Address = address;
        (RemoteEndPoint, LocalEndPoint) = (socket.RemoteEndPoint!, socket.LocalEndPoint!);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            _stream = tls is null ? stream : await tls.AuthenticateAsync(stream, cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        if (_isClosed)
        {
            // The library has given up meanwhile.
            await _stream.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        HandOver(buffer.AsSpan(offset, count)) is > 0 and var given ? Task.FromResult(given) : FillAsync(buffer.AsMemory(offset, count), cancellationToken);

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        if (_unsentCount == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        var stream = _stream is { } open && !_isClosed ? open : throw Closed();
        try
        {
            foreach (var segment in buffer)
            {
                if (segment.Length > _unsent.Length - _unsentCount)
                {
                    await FlushAsync(stream, cancellationToken);
                }

                if (segment.Length > _unsent.Length)
                {
                    await stream.WriteAsync(segment, cancellationToken);
                }
                else
                {
                    segment.CopyTo(_unsent.AsMemory(_unsentCount));
                    _unsentCount += segment.Length;
                }
            }

            if (isEndOfPacket)
            {
                await FlushAsync(stream, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Part of the packet may be on its way, so nothing may follow it.
            _isGivenUp = true;
            Dispose();
            throw;
        }
        catch (Exception exception)
        {
            // Who ended the connection is left to the reader, for which a last packet may have arrived.
            throw _isClosed ? Closed() : Translate(exception) ?? exception;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        _stream?.Dispose();
    }

    private static ChannelException GivenUp() => new("sending to the broker was given up in the middle of a packet");

    private static MqttCommunicationException Closed() => new("The connection is closed.");

    private async Task FlushAsync(Stream stream, CancellationToken cancellationToken)
    {
        _hasSent = true;
        var count = _unsentCount;
        _unsentCount = 0;
        if (count > 0)
        {
            await stream.WriteAsync(_unsent.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task<int> FillAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_stream is not { } stream)
        {
            return 0;
        }

        // What has arrived may be a part of a header, or of a packet that is left out.
        var given = 0;
        while (given == 0)
        {
            if (!await ArriveAsync(stream, cancellationToken))
            {
                return 0;
            }

            given = HandOver(target.Span);
        }

        return given;
    }

    /// <returns>False at the end of the connection.</returns>
    private async Task<bool> ArriveAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            (_arrivedFrom, _arrivedTo) = (0, await stream.ReadAsync(_arrived, cancellationToken));
        }
        catch (Exception) when (_isGivenUp)
        {
            throw GivenUp();
        }
        catch (Exception exception) when (_isClosed && exception is IOException or ObjectDisposedException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw Translate(exception) ?? exception;
        }

        if (_arrivedTo == 0)
        {
            // Closing a socket may end its read as the other side's close does.
            _isClosedByPeer |= !_isClosed;
            return _isGivenUp ? throw GivenUp() : false;
        }

        return _hasReceived = true;
    }

    private int HandOver(Span<byte> target)
    {
        var problem = frames.Take(_arrived.AsSpan(_arrivedFrom, _arrivedTo - _arrivedFrom), target, out var consumed, out var given);
        _arrivedFrom += consumed;
        return problem is null ? given : throw new ChannelException(problem);
    }

    // Where the library waits for the start of a packet it takes a socket's failure for a close by the broker, so the failure is put into another.
    private MqttCommunicationException? Translate(Exception exception)
    {
        if (exception is not IOException { InnerException: SocketException socket })
        {
            return null;
        }

        _isClosedByPeer |= socket.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;
        return new MqttCommunicationException(socket);
    }
}
