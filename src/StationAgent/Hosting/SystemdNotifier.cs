using System.Net.Sockets;
using System.Text;
using StationAgent.Failures;
using StationAgent.Station.Reporting;

namespace StationAgent.Hosting;

/// <summary>
/// Reports the state of the service to systemd, by datagrams to the socket that <c>NOTIFY_SOCKET</c> names (the protocol of <c>sd_notify(3)</c>).
/// Without a socket nothing is sent and nothing fails. Any thread may call it, and none ever waits:
/// what finds no room is dropped, and the next keep-alive or status follows.
/// </summary>
internal sealed class SystemdNotifier : IServiceStatus, IDisposable
{
    // systemd drains its socket at once. Where it does not, only the start waits, because without READY the service counts as failed.
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(10);

    private readonly UnixDomainSocketEndPoint? _address;
    private readonly Socket? _socket;

    /// <summary>Opens a socket to systemd.</summary>
    /// <param name="address">The value of <c>NOTIFY_SOCKET</c>: a path, or a name in the abstract name space behind <c>@</c>; null for none.</param>
    public SystemdNotifier(string? address)
    {
        if (string.IsNullOrEmpty(address) || address[0] is not ('/' or '@'))
        {
            return;
        }

        _address = new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>The service is up. Waits up to 10 s for room.</summary>
    /// <returns>True when it was sent.</returns>
    public async Task<bool> ReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadyTimeout);
        try
        {
            while (!Send("READY=1", out var isFull))
            {
                if (!isFull)
                {
                    return false;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Status(string text) => Send("STATUS=" + OutsideText.Short(text, OutsideText.MaximumSentence));

    /// <summary>The service is alive.</summary>
    /// <returns>True when it was sent.</returns>
    public bool Watchdog() => Send("WATCHDOG=1");

    /// <summary>The service is going down.</summary>
    /// <returns>True when it was sent.</returns>
    public bool Stopping() => Send("STOPPING=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private bool Send(string message) => Send(message, out _);

    private bool Send(string message, out bool isFull)
    {
        isFull = false;
        if (_socket is null || _address is null)
        {
            return false;
        }

        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(message), _address);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // systemd acts by itself when a message is missing; the station can do nothing more.
            isFull = exception is SocketException { SocketErrorCode: SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable };
            return false;
        }
    }
}
