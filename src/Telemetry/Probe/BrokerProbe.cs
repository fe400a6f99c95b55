using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;

namespace StationAgent.Telemetry.Probe;

/// <summary>
/// Connects to the broker step by step, as the agent would, and reports the result of each step. It connects beside the agent, with a client ID
/// of its own and without a session, so that a running agent keeps its link and the messages that wait for it.
/// </summary>
/// <param name="options">The broker and the limits, all inside their ranges.</param>
/// <param name="time">Measures all durations and checks the dates of certificates.</param>
public sealed class BrokerProbe(TelemetryOptions options, TimeProvider time)
{
    private const string GuestSuffix = "-doctor";

    /// <summary>The client ID of the probe: the device's name and <c>-doctor</c>.</summary>
    public string ClientId { get; } = options.Device + GuestSuffix;

    /// <summary>Runs the steps until one fails.</summary>
    /// <param name="topic">The topic, under the device's root, to which a message is published; its subscribers receive it.</param>
    /// <param name="payload">The message.</param>
    /// <param name="tell">Called with each finding, in the order of the steps.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public async Task RunAsync(string topic, ReadOnlyMemory<byte> payload, Action<BrokerFinding> tell, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tell);
        try
        {
            var broker = new BrokerConnector(options, time);
            var (named, addresses) = await BrokerReach.ResolveAsync(options, broker, cancellationToken);
            tell(named);
            if (addresses.Count == 0)
            {
                return;
            }

            var (reached, socket) = await BrokerReach.ConnectAsync(options, broker, addresses, cancellationToken);
            using (socket)
            {
                tell(reached);
                if (socket is null || (options.Tls.Enabled && !await TlsProbe.RunAsync(options, socket, time, tell, cancellationToken)))
                {
                    return;
                }
            }

            await SpeakAsync(broker, topic, payload, tell, cancellationToken);
        }
        catch (LinkException exception)
        {
            tell(new BrokerFinding(BrokerStep.Connect, FaultOf(exception), exception.Message));
        }
    }

    private async Task SpeakAsync(BrokerConnector broker, string topic, ReadOnlyMemory<byte> payload, Action<BrokerFinding> tell, CancellationToken cancellationToken)
    {
        // The service offers 3.1.1 to a silent broker after some attempts; the probe has only one.
        var connector = new LinkConnector(options, broker, time) { History = new ConnectHistory(ConnectOffers.SilentAttempts, LacksFive: false), HasWill = false };
        using var link = await connector.ConnectAsync(offer => ClientOptionsBuilder.BuildGuest(options, offer, ClientId), cancellationToken);
        var user = options.UserName is { Length: > 0 } name ? $", user {name}" : "";
        tell(new BrokerFinding(BrokerStep.Connect, BrokerFault.None, $"MQTT {link.ProtocolName} as {ClientId}{user}"));

        // MQTT 3.1.1 has no way to state limits.
        if (link.ProtocolName == "5.0")
        {
            foreach (var limit in BrokerLimits.Judge(link.Acknowledges || options.Receipts, link.MaximumPacketSize, link.IsRetainAvailable, link.ReceiveMaximum))
            {
                tell(limit);
            }
        }

        try
        {
            tell(Judge(topic, await link.TryPublishAsync($"{options.Root}/{topic}", payload, cancellationToken), link.ProtocolName));
        }
        catch (LinkException exception)
        {
            // Some brokers close the connection when they refuse a message.
            var why = link.Lost.IsCompletedSuccessfully ? (await link.Lost).Message : exception.Message;
            tell(new BrokerFinding(BrokerStep.Publish, BrokerFault.PublishRefused, why));
            return;
        }

        await link.DisconnectAsync(cancellationToken);
    }

    private static BrokerFinding Judge(string topic, PublishReply reply, string protocol) => PublishVerdicts.Of(reply.Code) switch
    {
        PublishVerdict.Delivered when protocol != "5.0" => new BrokerFinding(
            BrokerStep.Publish, BrokerFault.CannotTell, $"{topic} was acknowledged, which MQTT {protocol} does for refused messages too"),
        PublishVerdict.Delivered => new BrokerFinding(BrokerStep.Publish, BrokerFault.None, $"{topic} takes messages"),
        _ => new BrokerFinding(BrokerStep.Publish, BrokerFault.PublishRefused, $"{topic} is refused: {PublishVerdicts.Explain(reply.Code)}"),
    };

    // MQTT 3.1.1, table 3.1; MQTT 5, section 3.2.2.2.
    private BrokerFault FaultOf(LinkException exception) => exception.Code switch
    {
        4 or 0x86 => BrokerFault.Credentials,
        5 or 0x87 or 0x8A => BrokerFault.NotAuthorised,
        2 or 0x85 => BrokerFault.ClientId,
        1 or 0x84 => BrokerFault.Version,
        null when exception.InnerException is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => BrokerFault.File,
        // With TLS 1.3 a device learns only after the handshake that its certificate is refused.
        null when options.Tls.Enabled => BrokerFault.Handshake,
        _ => BrokerFault.Other,
    };
}
