using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Probe;

/// <summary>The first two steps: the address of the broker, and a connection to its port.</summary>
internal static class BrokerReach
{
    /// <summary>
    /// A host on the other side of the world answers in a fraction of this time; a longer wait means that packets are dropped.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Finds the addresses of the host; none when that fails.</summary>
    public static async Task<(BrokerFinding Finding, IPAddress[] Addresses)> ResolveAsync(TelemetryOptions options, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(options.Host, out var literal))
        {
            return (new BrokerFinding(BrokerStep.Name, BrokerFault.None, $"{options.Host} is an address"), [literal]);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            // The look-up of the system does not always obey the token.
            var addresses = await Dns.GetHostAddressesAsync(options.Host, deadline.Token).WaitAsync(deadline.Token);
            return (
                new BrokerFinding(
                    BrokerStep.Name,
                    addresses.Length == 0 ? BrokerFault.UnknownName : BrokerFault.None,
                    addresses.Length == 0 ? $"{options.Host} has no address" : $"{options.Host} is {string.Join(", ", addresses.Select(static one => one.ToString()))}"),
                addresses);
        }
        catch (SocketException exception)
        {
            return (new BrokerFinding(BrokerStep.Name, BrokerFault.UnknownName, $"{options.Host}: {LinkFailureText.Of(exception)}"), []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new BrokerFinding(BrokerStep.Name, BrokerFault.UnknownName, $"{options.Host}: the name servers have not answered for {Patience.TotalSeconds:0} s"), []);
        }
    }

    /// <summary>Connects to the first address that answers; the socket is null when none does.</summary>
    public static async Task<(BrokerFinding Finding, Socket? Socket)> ConnectAsync(
        TelemetryOptions options, IPAddress[] addresses, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var start = time.GetTimestamp();
        try
        {
            await socket.ConnectAsync(addresses, options.EffectivePort, deadline.Token);
            var took = time.GetElapsedTime(start);
            return (
                new BrokerFinding(
                    BrokerStep.Port,
                    BrokerFault.None,
                    string.Create(CultureInfo.InvariantCulture, $"{Plain(socket.RemoteEndPoint)} answers in {took.TotalMilliseconds:0.0} ms")),
                socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            var fault = exception.SocketErrorCode == SocketError.ConnectionRefused ? BrokerFault.NobodyListens : BrokerFault.NoAnswer;
            return (new BrokerFinding(BrokerStep.Port, fault, $"{options.Host}:{options.EffectivePort}: {LinkFailureText.Of(exception)}"), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            return (
                new BrokerFinding(BrokerStep.Port, BrokerFault.NoAnswer, $"{options.Host}:{options.EffectivePort} has not answered for {Patience.TotalSeconds:0} s"),
                null);
        }
    }

    // A socket for both families shows an IPv4 address inside an IPv6 address.
    private static EndPoint? Plain(EndPoint? end) =>
        end is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port) : end;
}
