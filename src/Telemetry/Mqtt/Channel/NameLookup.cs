using System.Net;
using System.Net.Sockets;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Looks the broker's name up inside a bound of its own. When the name servers do not answer, the addresses of the last answer are used: the way to
/// the broker may be good all the same.
/// </summary>
/// <param name="host">A name or an address.</param>
/// <param name="time">Measures all durations.</param>
/// <param name="resolve">Asks the system.</param>
internal sealed class NameLookup(string host, TimeProvider time, Func<string, Task<IPAddress[]>> resolve)
{
    /// <summary>How long an answer may stand in for a later one: a day. Then the address may belong to someone else.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private Task<IPAddress[]>? _running;
    private (IPAddress[] Addresses, long At)? _known;

    /// <summary>Looks the name up. Not to be called again before it has returned.</summary>
    /// <param name="bound">How long the name servers may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<NameAnswer> ResolveAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return new NameAnswer([literal], Problem: null);
        }

        // A look-up cannot be ended and occupies a thread, so one that still runs is waited for again instead of starting another.
        if (_running is null or { IsCompleted: true })
        {
            _running = resolve(host);
        }

        try
        {
            var addresses = await _running.WaitAsync(bound, time, cancellationToken);
            if (addresses.Length == 0)
            {
                return new NameAnswer([], "the name has no address");
            }

            _known = (addresses, time.GetTimestamp());
            return new NameAnswer(addresses, Problem: null);
        }
        catch (TimeoutException)
        {
            return new NameAnswer(Known(), $"the name servers have not answered for {bound.TotalSeconds:0.#} s");
        }
        catch (SocketException exception) when (exception.SocketErrorCode is not (SocketError.HostNotFound or SocketError.NoData))
        {
            return new NameAnswer(Known(), "the name servers do not answer");
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            // The name servers say that there is no such name, or it cannot be one.
            return new NameAnswer([], LinkFailureText.Of(exception is SocketException ? exception : new SocketException((int)SocketError.HostNotFound)));
        }
    }

    private IPAddress[] Known() => _known is { } known && time.GetElapsedTime(known.At) < KeptFor ? known.Addresses : [];
}
