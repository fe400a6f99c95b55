using System.Net;
using System.Net.Sockets;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>In which order the addresses of a broker are tried. Pure. RFC 8305, section 4.</summary>
internal static class AddressOrder
{
    /// <summary>
    /// The most addresses of one attempt to connect. Those that fail are the last of the next attempt, so that all get their turn.
    /// </summary>
    public const int Most = 8;

    /// <summary>
    /// Returns the order: the two families in turn, the one that the resolver prefers first, then the addresses that failed lately, those that
    /// failed longest ago first.
    /// </summary>
    /// <param name="resolved">The addresses as the resolver sorts them (RFC 6724), which is IPv6 first where the host has it.</param>
    /// <param name="failedAgo">How long ago an address failed; null when it did not.</param>
    public static IPAddress[] Of(IEnumerable<IPAddress> resolved, Func<IPAddress, TimeSpan?> failedAgo)
    {
        // A socket for IPv6 alone cannot reach an IPv4 address that is written as one of IPv6.
        var addresses = resolved.Select(static one => one.IsIPv4MappedToIPv6 ? one.MapToIPv4() : one).Distinct().Select(one => (Address: one, Ago: failedAgo(one))).ToArray();
        var good = addresses.Where(static one => one.Ago is null).Select(static one => one.Address).ToArray();
        var failed = addresses.Where(static one => one.Ago is not null).OrderByDescending(static one => one.Ago).Select(static one => one.Address);
        return [.. Interleave(good).Concat(failed).Take(Most)];
    }

    private static IEnumerable<IPAddress> Interleave(IPAddress[] addresses)
    {
        var first = addresses.Length == 0 ? AddressFamily.Unspecified : addresses[0].AddressFamily;
        var (preferred, others) = (new Queue<IPAddress>(), new Queue<IPAddress>());
        foreach (var address in addresses)
        {
            (address.AddressFamily == first ? preferred : others).Enqueue(address);
        }

        while (preferred.Count + others.Count > 0)
        {
            if (preferred.TryDequeue(out var one))
            {
                yield return one;
            }

            if (others.TryDequeue(out var other))
            {
                yield return other;
            }
        }
    }
}
