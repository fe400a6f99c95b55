using System.Net;
using StationAgent.Configuration;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Hosting;

/// <summary>The way to the broker: section <c>Mqtt</c>.</summary>
internal sealed record MqttOptions
{
    public string Host { get; init; } = "localhost";

    public int? Port { get; init; }

    /// <summary>The port in force.</summary>
    public int EffectivePort => Port ?? (Tls.Enabled ? 8883 : 1883);

    public string? UserName { get; init; }

    public string? PasswordFile { get; init; }

    public MqttProtocol Protocol { get; init; }

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectSpread { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan WillDelay { get; init; } = TimeSpan.FromSeconds(30);

    public int Window { get; init; } = 32;

    /// <summary>The link's encryption.</summary>
    public MqttTlsOptions Tls { get; init; } = new();

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<MqttOptions> Schema { get; } = new OptionsSchema<MqttOptions>(new MqttOptions())
        .Text("Host", "a host name or an address", IsHost, o => o.Host, (o, v) => o with { Host = v }, "Name or address of the broker.")
        .OptionalInteger("Port", TelemetryOptions.LowestPort, TelemetryOptions.HighestPort, o => o.Port, (o, v) => o with { Port = v }, "Port of the broker; without it 8883 with TLS and 1883 without TLS.")
        .OptionalText("UserName", 256, o => o.UserName, (o, v) => o with { UserName = v }, "Name of the user, if the broker asks for one.")
        .FilePath(
            "PasswordFile", mustExist: true, o => o.PasswordFile, (o, v) => o with { PasswordFile = v },
            "File with the password of the user, read again at every connect.")
        .Choice(
            "Protocol", o => o.Protocol, (o, v) => o with { Protocol = v },
            "Version of MQTT: auto tries 5 and then 3.1.1.")
        .Duration(
            "KeepAlive", TelemetryOptions.LowestKeepAlive, TelemetryOptions.HighestKeepAlive, o => o.KeepAlive, (o, v) => o with { KeepAlive = v },
            "How often the link is probed; a link on which nothing arrives for 1.5 times this is dropped.")
        .Duration(
            "ConnectSpread", TelemetryOptions.LowestConnectSpread, TelemetryOptions.HighestConnectSpread, o => o.ConnectSpread, (o, v) => o with { ConnectSpread = v },
            "The first attempt is delayed by a part of this time that differs from station to station, so that they do not all reconnect at once after a power cut.")
        .Duration(
            "WillDelay", TelemetryOptions.LowestWillDelay, TelemetryOptions.HighestWillDelay, o => o.WillDelay, (o, v) => o with { WillDelay = v },
            "How long the broker waits before it publishes the will, so that a short loss of the link is not reported as one. MQTT 5 only.")
        .Integer(
            "Window", TelemetryOptions.LowestWindow, TelemetryOptions.HighestWindow, o => o.Window, (o, v) => o with { Window = v },
            "The most events in flight at once; the broker's Receive Maximum can only lower it.")
        .Section("Tls", MqttTlsOptions.Schema, o => o.Tls, (o, v) => o with { Tls = v })
        .Rule(Check);

    private static IEnumerable<KeyFault> Check(MqttOptions mqtt)
    {
        if (mqtt.PasswordFile is not null && mqtt.UserName is null)
        {
            yield return new KeyFault("UserName", "required: Mqtt:PasswordFile needs a user");
        }

        if (mqtt.PasswordFile is not null && !mqtt.Tls.Enabled && !IsLoopback(mqtt.Host))
        {
            yield return new KeyFault("Tls:Enabled", "must be true when a password is sent to another machine");
        }
    }

    private static bool IsHost(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
