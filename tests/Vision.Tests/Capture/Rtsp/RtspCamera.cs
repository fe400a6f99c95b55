using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StationAgent.Vision.Tests.Capture.Rtsp;

/// <summary>
/// A camera that speaks RTSP (RFC 2326) on a loopback port and sends JPEG pictures by RTP (RFC 2435) over the same connection. It accepts one user by basic
/// authentication.
/// </summary>
internal sealed class RtspCamera : IAsyncDisposable
{
    private const int PayloadBytes = 1400;
    private const int TicksPerSecond = 90_000;
    private const byte JpegPayload = 26;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[][] _pictures;
    private readonly string _authorization;
    private readonly Task _serving;

    public RtspCamera(byte[][] pictures, string user, string password)
    {
        _pictures = pictures;
        _authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _listener.Start();
        Url = $"rtsp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/live";
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>The times from one picture to the next, again and again.</summary>
    public IReadOnlyList<TimeSpan> Intervals { get; init; } = [TimeSpan.FromMilliseconds(100)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await ReadRequestAsync(reader) is { } request)
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer(request)), _stop.Token);
                    if (request["method"] == "PLAY")
                    {
                        await PlayAsync(client.GetStream());
                    }
                }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
            {
                // The reader has gone, or the test has ended.
            }
        }
    }

    private async Task<Dictionary<string, string>?> ReadRequestAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync(_stop.Token) is not { Length: > 0 } first)
        {
            return null;
        }

        var words = first.Split(' ');
        var request = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["method"] = words[0], ["url"] = words[1] };
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            request[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return request;
    }

    private string Answer(Dictionary<string, string> request)
    {
        var number = $"CSeq: {request["CSeq"]}\r\n";
        if (request["method"] != "OPTIONS" && request.GetValueOrDefault("Authorization") != _authorization)
        {
            return $"RTSP/1.0 401 Unauthorized\r\n{number}WWW-Authenticate: Basic realm=\"camera\"\r\n\r\n";
        }

        const string description = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\na=control:*\r\nm=video 0 RTP/AVP 26\r\na=control:track1\r\n";
        return $"RTSP/1.0 200 OK\r\n{number}" + request["method"] switch
        {
            "OPTIONS" => "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n",
            "DESCRIBE" => string.Create(CultureInfo.InvariantCulture, $"Content-Base: {request["url"]}/\r\nContent-Type: application/sdp\r\nContent-Length: {description.Length}\r\n\r\n{description}"),
            "SETUP" => "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n\r\n",
            _ => "Session: 1\r\n\r\n",
        };
    }

    private async Task PlayAsync(NetworkStream stream)
    {
        var at = TimeSpan.Zero;
        ushort sequence = 0;
        for (var i = 0; ; i++)
        {
            var time = (uint)(at.TotalSeconds * TicksPerSecond);
            foreach (var packet in Packets(_pictures[i % _pictures.Length], time))
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), sequence++);
                await stream.WriteAsync(packet, _stop.Token);
            }

            var interval = Intervals[i % Intervals.Count];
            at += interval;
            await Task.Delay(interval, TimeProvider.System, _stop.Token);
        }
    }

    // The packets of a picture: four bytes of RTSP, twelve of RTP, eight of the JPEG payload, the quantisation tables in the first, and a part of the scan.
    private static IEnumerable<byte[]> Packets(byte[] jpeg, uint time)
    {
        var (width, height, tables, scan) = Parse(jpeg);
        for (var at = 0; at < scan.Length; at += PayloadBytes)
        {
            var part = scan.AsSpan(at, Math.Min(PayloadBytes, scan.Length - at));
            byte[] head = at == 0 ? [0, 0, 0, (byte)tables.Length, .. tables] : [];
            var isLast = at + part.Length == scan.Length;
            byte[] packet =
            [
                (byte)'$', 0, 0, 0,
                0x80, (byte)(JpegPayload | (isLast ? 0x80 : 0)), 0, 0, (byte)(time >> 24), (byte)(time >> 16), (byte)(time >> 8), (byte)time, 0, 0, 0, 1,
                0, (byte)(at >> 16), (byte)(at >> 8), (byte)at, 1, 255, (byte)(width / 8), (byte)(height / 8),
                .. head, .. part,
            ];
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)(packet.Length - 4));
            yield return packet;
        }
    }

    // A baseline JPEG with 4:2:0 chroma and the standard Huffman tables, which RFC 2435 takes for granted.
    private static (int Width, int Height, byte[] Tables, byte[] Scan) Parse(byte[] jpeg)
    {
        var tables = new List<byte>();
        var (width, height) = (0, 0);
        for (var at = 2; ;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
            var segment = jpeg.AsSpan(at + 4, length - 2);
            switch (jpeg[at + 1])
            {
                case 0xDB:
                    for (var table = 0; table < segment.Length; table += 65)
                    {
                        tables.AddRange(segment.Slice(table + 1, 64));
                    }

                    break;
                case 0xC0:
                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
                    break;
                case 0xDA:
                    return (width, height, [.. tables], jpeg[(at + 2 + length)..^2]);
            }

            at += 2 + length;
        }
    }
}
