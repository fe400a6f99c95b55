using System.Net;
using System.Net.Sockets;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Makes TCP connections to the broker, and remembers over all attempts which of its addresses failed. One attempt at a time.
/// </summary>
/// <param name="options">The broker and the limits.</param>
/// <param name="time">Measures all durations.</param>
/// <param name="resolve">Looks a name up; null to ask the system.</param>
internal sealed class BrokerConnector(TelemetryOptions options, TimeProvider time, Func<string, Task<IPAddress[]>>? resolve = null)
{
    // A third of the default deadline: a host on the other side of the world answers in a fraction of it, and enough is left for TLS and CONNECT.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    private readonly AddressMemory _memory = new(time);
    private readonly NameLookup _names = new(options.Host, time, resolve ?? Dns.GetHostAddressesAsync);
    private readonly TimeSpan _bound = Bound < options.RequestTimeout ? Bound : options.RequestTimeout;

    /// <summary>Finds the addresses of the broker.</summary>
    public Task<NameAnswer> ResolveAsync(CancellationToken cancellationToken) => _names.ResolveAsync(_bound, cancellationToken);

    /// <summary>Finds the broker's addresses and connects to the first that answers.</summary>
    /// <exception cref="ChannelException">No address answers.</exception>
    public async Task<(Socket Socket, IPAddress Address)> ConnectAsync(CancellationToken cancellationToken)
    {
        var name = await ResolveAsync(cancellationToken);
        if (name.Addresses.Count == 0)
        {
            throw new ChannelException(name.Problem!);
        }

        var reached = await ReachAsync(name.Addresses, waitForAll: false, answered: null, cancellationToken);
        return reached is { Winner: { } socket, Address: { } address } ? (socket, address) : throw new ChannelException(Describe(reached.Failures, name.Problem));
    }

    /// <summary>Connects to the first of the addresses that answers.</summary>
    /// <param name="addresses">The addresses, as the resolver sorts them.</param>
    /// <param name="waitForAll">True to learn of every address whether it answers.</param>
    /// <param name="answered">Called when the first address has answered, with how long it took; null for nothing.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RaceResult<Socket>> ReachAsync(
        IReadOnlyList<IPAddress> addresses, bool waitForAll, Action<TimeSpan>? answered, CancellationToken cancellationToken)
    {
        var result = await new ConnectRace(_bound, time).RunAsync(
            AddressOrder.Of(addresses, _memory.FailedAgo),
            async (address, token) =>
            {
                var start = time.GetTimestamp();
                var socket = await OpenAsync(address, options.EffectivePort, token);
                Interlocked.Exchange(ref answered, null)?.Invoke(time.GetElapsedTime(start));
                return socket;
            },
            waitForAll,
            cancellationToken);
        foreach (var failure in result.Failures)
        {
            _memory.Failed(failure.Address);
        }

        return result;
    }

    /// <summary>
    /// Notes what came of a connection after it was made: TLS may fail, and CONNECT may not be answered. An address of which nothing came is the
    /// last of the next attempt, because behind a name there may be several brokers.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="worked">True when the broker accepted CONNECT.</param>
    public void Report(IPAddress address, bool worked)
    {
        if (worked)
        {
            _memory.Worked(address);
        }
        else
        {
            _memory.Failed(address);
        }
    }

    private static string Describe(IReadOnlyList<AddressFailure> failures, string? problem)
    {
        var reason = failures.Count == 1 ? LinkFailureText.Of(failures[0].Reason) : string.Join("; ", failures);
        return problem is null ? reason : $"{reason} ({problem}: used its last known addresses)";
    }

    private static async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        // Small packets wait for answers, so they must not wait for one another. The sizes of the buffers are left to the system, which adapts them.
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
