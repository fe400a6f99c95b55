using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Hosting;

/// <summary>Section <c>Mqtt</c>.</summary>
internal sealed class MqttOptions
{
    /// <summary>Name or address of the broker.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>Its port; null for 8883 with TLS and 1883 without.</summary>
    public int? Port { get; set; }

    /// <summary>The port in force.</summary>
    public int EffectivePort => Port ?? (Tls.Enabled ? 8883 : 1883);

    /// <summary>Name of the user; null for none.</summary>
    public string? UserName { get; set; }

    /// <summary>File that holds the password; null for none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Which version of MQTT to speak.</summary>
    public MqttProtocol Protocol { get; set; }

    /// <summary>How often the link is probed.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first attempt comes after a station-specific share of this, so that a power cut of a town is not followed by a herd.</summary>
    public TimeSpan ConnectSpread { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker waits before it publishes the will, so that a short loss of the link is not told as one.</summary>
    public TimeSpan WillDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most events on their way at once; the broker's Receive Maximum can only lower it.</summary>
    public int Window { get; set; } = 32;

    /// <summary>The link's encryption.</summary>
    public TlsOptions Tls { get; } = new();
}
