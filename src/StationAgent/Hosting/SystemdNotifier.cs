using System.Net.Sockets;
using System.Text;
using StationAgent.Station.Reporting;

namespace StationAgent.Hosting;

/// <summary>
/// Reports the state of the service to systemd, by datagrams to the socket that <c>NOTIFY_SOCKET</c> names (the protocol of <c>sd_notify(3)</c>).
/// Without a socket nothing is sent and nothing fails. Any thread may call it.
/// </summary>
internal sealed class SystemdNotifier : IServiceStatus, IDisposable
{
    // systemd drains its socket at once; if a datagram has to wait longer, nothing is reading.
    private const int SendTimeoutMilliseconds = 1_000;

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
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = SendTimeoutMilliseconds };
    }

    /// <summary>The service is up.</summary>
    /// <returns>True when it was sent.</returns>
    public bool Ready() => Send("READY=1");

    /// <inheritdoc/>
    public bool Status(string text) => Send("STATUS=" + text.ReplaceLineEndings(" "));

    /// <summary>The service is alive.</summary>
    /// <returns>True when it was sent.</returns>
    public bool Watchdog() => Send("WATCHDOG=1");

    /// <summary>The service is going down.</summary>
    /// <returns>True when it was sent.</returns>
    public bool Stopping() => Send("STOPPING=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private bool Send(string message)
    {
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
            return false;
        }
    }
}
