using System.Globalization;

namespace StationAgent.Scale.Lines;

/// <summary>The address of a line: a device file or a TCP port.</summary>
/// <param name="Path">The device file; null for TCP.</param>
/// <param name="Host">Name or address; null for a device file.</param>
/// <param name="TcpPort">1–65535; 0 for a device file.</param>
internal readonly record struct LineAddress(string? Path, string? Host, int TcpPort)
{
    /// <summary>What <see cref="TryParse"/> takes, for a message that ends with these words.</summary>
    public const string Allowed = "the path of a serial port, such as /dev/serial/by-id/NAME, or tcp://host:port";

    private const string Tcp = "tcp://";

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, out LineAddress address)
    {
        address = default;
        if (text.StartsWith('/'))
        {
            address = new LineAddress(text, Host: null, 0);
            return true;
        }

        var colon = text.LastIndexOf(':');
        if (!text.StartsWith(Tcp, StringComparison.Ordinal) || colon < Tcp.Length)
        {
            return false;
        }

        var host = text[Tcp.Length..colon];
        if (host is ['[', .. var inner, ']'])
        {
            host = inner;
        }

        address = new LineAddress(
            Path: null, host, int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0);
        return Uri.CheckHostName(host) != UriHostNameType.Unknown && address.TcpPort is > 0 and <= ushort.MaxValue;
    }
}
