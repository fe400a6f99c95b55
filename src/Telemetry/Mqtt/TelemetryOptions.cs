namespace StationAgent.Telemetry.Mqtt;

/// <summary>Where the events go and how. Checked by <see cref="TelemetryOptionsValidator"/>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Name or address of the broker; with TLS the name that its certificate must bear. Default <c>localhost</c>.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>Its port, 1–65535; null for 8883 with TLS and 1883 without. Default null.</summary>
    public int? Port { get; set; }

    /// <summary>The port in force.</summary>
    public int EffectivePort => Port ?? (Tls.Enabled ? 8883 : 1883);

    /// <summary>Name of the station: a level of every topic. No default.</summary>
    public string Station { get; set; } = string.Empty;

    /// <summary>Name of the device: a level of every topic, and the MQTT client id. No default.</summary>
    public string Device { get; set; } = string.Empty;

    /// <summary>What every topic starts with, without a slash at the end.</summary>
    public string Root => $"sa/v1/{Station}/{Device}";

    /// <summary>The link's encryption.</summary>
    public TelemetryTlsOptions Tls { get; set; } = new();

    /// <summary>Name of the user; null for none. Default null.</summary>
    public string? UserName { get; set; }

    /// <summary>File that holds the password, its last line break not included; read again at every connect. Default null.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>
    /// How often the link is probed: 1 s to 18 h. A link on which nothing has arrived for 1.5 times this is dropped. Default 30 s.
    /// </summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The first attempt comes after a share of this that is the station's own, and every later wait is spread over it too, so that stations which
    /// lose their broker together do not come back together. Zero for at once. Default 30 s.
    /// </summary>
    public TimeSpan ConnectSpread { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait between attempts.</summary>
    public ReconnectOptions Reconnect { get; set; } = new();

    /// <summary>How long connecting, a subscription, a state document or the goodbye may take. From 100 ms. Default 15 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// An event not acknowledged for so long costs the link, because only a new link may send it again. From 1 s. Default 60 s.
    /// </summary>
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most messages on their way at once, 1–1024; the broker's Receive Maximum can only lower it. Default 32.</summary>
    public int Window { get; set; } = 32;

    /// <summary>Which version of MQTT to speak. Default <see cref="MqttProtocol.Auto"/>.</summary>
    public MqttProtocol Protocol { get; set; }

    /// <summary>How often one event of a topic is tried that the broker refuses as not authorised. From 1 s. Default 5 min.</summary>
    public TimeSpan PausedTopicRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the broker keeps the session, MQTT 5. Default 1 h.</summary>
    public TimeSpan SessionExpiry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the broker waits before it publishes the will, MQTT 5. Default 30 s.</summary>
    public TimeSpan WillDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True when an event counts as delivered only after the backend's own receipt; false after the broker's acknowledgement. Default false.
    /// </summary>
    public bool Receipts { get; set; }

    /// <summary>
    /// An event without a receipt goes again after this, then after twice as long, up to an hour. 1 s to 1 h. Default 60 s.
    /// </summary>
    public TimeSpan ReceiptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most events that may wait for a receipt; more hold sending back. 1–65,536. Default 1,024.</summary>
    public int MaximumAwaitingReceipt { get; set; } = 1024;

    /// <summary>The most events sent in a second, 1–100,000; null for no limit. Default null.</summary>
    public int? MaximumRate { get; set; }

    /// <summary>The most events sent in a second on behalf of a replay, 1–10,000. Default 50.</summary>
    public int ReplayRate { get; set; } = 50;
}
