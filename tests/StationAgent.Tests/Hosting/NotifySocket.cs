using System.Net.Sockets;
using System.Text;

namespace StationAgent.Tests.Hosting;

/// <summary>Replaces systemd: a real datagram socket that receives what a service sends.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _file;

    public NotifySocket(bool isAbstract)
    {
        var name = $"station-agent-{Guid.NewGuid():N}";
        Address = isAbstract ? "@" + name : Path.Combine(Path.GetTempPath(), name);
        _file = isAbstract ? null : Address;
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + name : Address));
    }

    /// <summary>What <c>NOTIFY_SOCKET</c> would hold.</summary>
    public string Address { get; }

    public int Waiting => _socket.Available;

    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }
}
