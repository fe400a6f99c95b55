using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Builds the options of the MQTT library, reading secrets and certificates from their files.</summary>
internal static class ClientOptionsBuilder
{
    /// <summary>
    /// The largest packet that is read, in bytes: the largest message to the device (256 KiB), and 16 KiB for its header, topic and properties. Stated
    /// in CONNECT over MQTT 5, so that a larger one ends the link; over 3.1.1 it is left out.
    /// </summary>
    public const int MaximumPacketSize = (256 + 16) * 1024;

    /// <summary>Builds the options of the device itself: its client ID, a session that outlives the link, and a will.</summary>
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static MqttClientOptions Build(TelemetryOptions options, ConnectOffer offer, byte[] will)
    {
        var version = offer.Version;
        var builder = Common(options, version)
            .WithClientId(options.Device);
        if (offer.Will != ConnectWill.None)
        {
            var isRetained = offer.Will == ConnectWill.Retained;
            builder
                .WithWillTopic($"{options.Root}/state/{StatusDocument.Name}")
                .WithWillPayload(will)
                .WithWillQualityOfServiceLevel(isRetained ? MqttQualityOfServiceLevel.AtLeastOnce : MqttQualityOfServiceLevel.AtMostOnce)
                .WithWillRetain(isRetained);
        }

        if (version == MqttProtocolVersion.V500)
        {
            builder
                .WithCleanStart(false)
                .WithSessionExpiryInterval((uint)options.SessionExpiry.TotalSeconds)
                .WithWillDelayInterval(offer.Will == ConnectWill.None ? 0 : (uint)options.WillDelay.TotalSeconds);
        }
        else
        {
            builder.WithCleanSession();
        }

        return builder.Build();
    }

    /// <summary>Builds the options of a probe beside the device: the same credentials, another client ID, no session and no will.</summary>
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static MqttClientOptions BuildGuest(TelemetryOptions options, ConnectOffer offer, string clientId)
    {
        var builder = Common(options, offer.Version).WithClientId(clientId);
        return (offer.Version == MqttProtocolVersion.V500 ? builder.WithCleanStart() : builder.WithCleanSession()).Build();
    }

    private static MqttClientOptionsBuilder Common(TelemetryOptions options, MqttProtocolVersion version)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(version)
            .WithTcpServer(options.Host, options.EffectivePort)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.RequestTimeout)
            .WithTryPrivate(false);
        if (options.UserName is { Length: > 0 } user)
        {
            builder.WithCredentials(
                user, options.PasswordFile is null ? null : LinkFiles.Read(options.PasswordFile).TrimEnd('\r', '\n'));
        }

        if (version == MqttProtocolVersion.V500)
        {
            builder.WithMaximumPacketSize(MaximumPacketSize);
        }

        return builder;
    }
}
