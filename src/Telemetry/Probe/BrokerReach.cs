using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;

namespace StationAgent.Telemetry.Probe;

/// <summary>The first two steps: the addresses of the broker, and a connection to its port at each of them.</summary>
internal static class BrokerReach
{
    /// <summary>Finds the addresses of the host; none when that fails.</summary>
    public static async Task<(BrokerFinding Finding, IReadOnlyList<IPAddress> Addresses)> ResolveAsync(
        TelemetryOptions options, BrokerConnector broker, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(options.Host, out var literal))
        {
            return (new BrokerFinding(BrokerStep.Name, BrokerFault.None, $"{options.Host} is an address"), [literal]);
        }

        var name = await broker.ResolveAsync(cancellationToken);
        return name.Problem is { } problem
            ? (new BrokerFinding(BrokerStep.Name, BrokerFault.UnknownName, $"{options.Host}: {problem}"), [])
            : (new BrokerFinding(BrokerStep.Name, BrokerFault.None, $"{options.Host} is {string.Join(", ", name.Addresses)}"), name.Addresses);
    }

    /// <summary>Connects to every address and keeps the first connection; the socket is null when none was made.</summary>
    public static async Task<(BrokerFinding Finding, Socket? Socket)> ConnectAsync(
        TelemetryOptions options, BrokerConnector broker, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var first = TimeSpan.Zero;
        var reached = await broker.ReachAsync(addresses, waitForAll: true, took => first = took, cancellationToken);
        if (reached is not { Winner: { } socket })
        {
            var isRefused = reached.Failures.All(static one => one.Reason is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
            return (new BrokerFinding(BrokerStep.Port, isRefused ? BrokerFault.NobodyListens : BrokerFault.NoAnswer, $"{options.Host}:{options.EffectivePort}: {Reasons(reached.Failures)}"), null);
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{socket.RemoteEndPoint} answers in {first.TotalMilliseconds:0.0} ms");
        if (reached.Worked.Count > 1)
        {
            text += $"; so does {string.Join(", ", reached.Worked.Skip(1))}";
        }

        // An address that refuses at once costs nothing; one that swallows packets costs a moment at every connect, and all the time when it is the only one left.
        var swallows = reached.Failures.Any(static one => one.Reason is TimeoutException);
        return (
            new BrokerFinding(
                BrokerStep.Port,
                swallows ? BrokerFault.SomeAddressesFail : BrokerFault.None,
                reached.Failures.Count == 0 ? text : $"{text}; not at {string.Join("; not at ", reached.Failures)}"),
            socket);
    }

    private static string Reasons(IReadOnlyList<AddressFailure> failures) =>
        failures.Count == 1 ? LinkFailureText.Of(failures[0].Reason) : string.Join("; ", failures);
}
