using System.Net.Sockets;
using System.Text;

namespace StationAgent.Hosting.Control;

/// <summary>Says where the socket is and reads lines from it.</summary>
internal static class ControlSocket
{
    /// <summary>Longer lines are refused, in bytes.</summary>
    public const int MaximumLine = 4096;

    // sun_path of sockaddr_un has 108 bytes, the last of which is NUL: unix(7).
    private const int MaximumPath = 107;

    /// <summary>The socket of a data folder.</summary>
    public static string PathIn(string directory) => Path.Combine(Path.GetFullPath(directory), "control.sock");

    /// <summary>Why no socket can be created there; null when it can.</summary>
    public static string? Problem(string path) => Encoding.UTF8.GetByteCount(path) <= MaximumPath
        ? null
        : $"the path '{path}' is too long for a socket: at most {MaximumPath} bytes; choose a shorter Storage:Directory";

    /// <summary>Reads up to the first line break.</summary>
    /// <returns>The line without its break; null when the other side ended before, or sent more than <see cref="MaximumLine"/>.</returns>
    /// <exception cref="SocketException">The other side has gone.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadLineAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumLine];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (count == 0)
            {
                return null;
            }

            var end = buffer.AsSpan(length, count).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return buffer.AsMemory(0, length + end);
            }

            length += count;
        }

        return null;
    }
}
