using MQTTnet;
using StationAgent.Telemetry.Mqtt.Channel;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Makes links, one attempt at a time: makes the offers that <see cref="ConnectOffers"/> decides on, and remembers what they showed.</summary>
/// <param name="options">The broker and the limits.</param>
/// <param name="broker">Makes the connections.</param>
/// <param name="time">Measures all durations.</param>
internal sealed class LinkConnector(TelemetryOptions options, BrokerConnector broker, TimeProvider time)
{
    private ConnectHistory _history;

    /// <summary>What is known of the broker before the first attempt. Default: nothing.</summary>
    public ConnectHistory History
    {
        init => _history = value;
    }

    /// <summary>False when CONNECT never names a will. Default true.</summary>
    public bool HasWill { get; init; } = true;

    /// <summary>Called before another offer is made in the same attempt: with it, and with why the one before failed. Default: none.</summary>
    public Action<ConnectOffer, string>? Falling { get; init; }

    /// <summary>Connects.</summary>
    /// <param name="settings">Gives what CONNECT says for an offer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LinkException">The link cannot be made; the message names the versions that were tried.</exception>
    public async Task<MqttLink> ConnectAsync(Func<ConnectOffer, MqttClientOptions> settings, CancellationToken cancellationToken)
    {
        var tried = new List<(ConnectOffer Offer, ConnectOutcome Outcome)>();
        var failures = new List<(ConnectOffer Offer, LinkException Failure)>();
        MqttLink? link = null;
        while (ConnectOffers.Next(options.Protocol, _history, tried) is { } offer && (HasWill || offer.Will == ConnectWill.Retained))
        {
            if (link is not null)
            {
                await LeaveAsync(link, cancellationToken);
                link = null;
            }
            else if (failures is [.., var (_, last)])
            {
                Falling?.Invoke(offer, last.Message);
            }

            try
            {
                link = await MqttLink.ConnectAsync(options, settings(offer), broker, time, cancellationToken);
                tried.Add((offer, ConnectOutcome.Connected));
            }
            catch (LinkException exception)
            {
                tried.Add((offer, exception.Outcome));
                failures.Add((offer, exception));
            }
        }

        _history = _history.After(tried);
        var address = link?.Address ?? (failures is [.., var (_, final)] ? final.Address : null);
        if (address is not null)
        {
            broker.Report(address, worked: link is not null);
        }

        return link ?? throw Combine(failures);
    }

    private static LinkException Combine(List<(ConnectOffer Offer, LinkException Failure)> failures)
    {
        var ((firstOffer, first), (lastOffer, last)) = (failures[0], failures[^1]);
        if (failures.Count == 1 || (first.Message == last.Message && firstOffer.Version == lastOffer.Version))
        {
            return last;
        }

        var message = first.Message == last.Message
            ? $"{last.Message} (over {firstOffer.Name} and {lastOffer.Name})"
            : $"over {firstOffer.Name}: {first.Message}; over {lastOffer.Name}: {last.Message}";
        return new LinkException(message, last.InnerException) { Code = last.Code, Outcome = last.Outcome, Address = last.Address };
    }

    private static async Task LeaveAsync(MqttLink link, CancellationToken cancellationToken)
    {
        using (link)
        {
            try
            {
                await link.DisconnectAsync(cancellationToken);
            }
            catch (LinkException)
            {
                // It is left anyway.
            }
        }
    }
}
