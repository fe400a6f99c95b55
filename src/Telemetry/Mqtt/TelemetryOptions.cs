namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// Where and how events are delivered. The ranges stand beside the options as constants; <c>Lowest</c> and <c>Highest</c> are the limits
/// of the configuration. The configuration checks them, this class does not.
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>The lowest <see cref="Port"/>.</summary>
    public const int LowestPort = 1;

    /// <summary>The highest <see cref="Port"/>.</summary>
    public const int HighestPort = 65_535;

    /// <summary>The lowest <see cref="Window"/>.</summary>
    public const int LowestWindow = 1;

    /// <summary>The highest <see cref="Window"/>.</summary>
    public const int HighestWindow = 1_024;

    /// <summary>The lowest <see cref="MaximumAwaitingReceipt"/>.</summary>
    public const int LowestMaximumAwaitingReceipt = 1;

    /// <summary>The highest <see cref="MaximumAwaitingReceipt"/>.</summary>
    public const int HighestMaximumAwaitingReceipt = 65_536;

    /// <summary>The lowest <see cref="MaximumRate"/>.</summary>
    public const int LowestMaximumRate = 1;

    /// <summary>The highest <see cref="MaximumRate"/>.</summary>
    public const int HighestMaximumRate = 100_000;

    /// <summary>The lowest <see cref="ReplayRate"/>.</summary>
    public const int LowestReplayRate = 1;

    /// <summary>The highest <see cref="ReplayRate"/>.</summary>
    public const int HighestReplayRate = 10_000;

    /// <summary>The lowest <see cref="KeepAlive"/>: 5 s.</summary>
    public static readonly TimeSpan LowestKeepAlive = TimeSpan.FromSeconds(5);

    /// <summary>The highest <see cref="KeepAlive"/>: 300 s.</summary>
    public static readonly TimeSpan HighestKeepAlive = TimeSpan.FromSeconds(300);

    /// <summary>The lowest <see cref="ConnectSpread"/>: zero, to connect at once.</summary>
    public static readonly TimeSpan LowestConnectSpread = TimeSpan.Zero;

    /// <summary>The highest <see cref="ConnectSpread"/>: 600 s.</summary>
    public static readonly TimeSpan HighestConnectSpread = TimeSpan.FromSeconds(600);

    /// <summary>The lowest <see cref="WillDelay"/>: zero.</summary>
    public static readonly TimeSpan LowestWillDelay = TimeSpan.Zero;

    /// <summary>The highest <see cref="WillDelay"/>: 1 h.</summary>
    public static readonly TimeSpan HighestWillDelay = TimeSpan.FromHours(1);

    /// <summary>The lowest <see cref="ReceiptTimeout"/>: 1 s.</summary>
    public static readonly TimeSpan LowestReceiptTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The highest <see cref="ReceiptTimeout"/>: 1 h.</summary>
    public static readonly TimeSpan HighestReceiptTimeout = TimeSpan.FromHours(1);

    /// <summary>The name or address of the broker; with TLS the name that its certificate must have. Default <c>localhost</c>.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>The port of the broker; null for 8883 with TLS and 1883 without. Default null.</summary>
    public int? Port { get; set; }

    /// <summary>The port that is used.</summary>
    public int EffectivePort => Port ?? (Tls.Enabled ? 8883 : 1883);

    /// <summary>The name of the station: a level of every topic. No default.</summary>
    public string Station { get; set; } = string.Empty;

    /// <summary>The name of the device: a level of every topic, and the MQTT client ID. No default.</summary>
    public string Device { get; set; } = string.Empty;

    /// <summary>The start of every topic, without a slash at the end.</summary>
    public string Root => $"sa/v1/{Station}/{Device}";

    /// <summary>The encryption of the link.</summary>
    public TelemetryTlsOptions Tls { get; set; } = new();

    /// <summary>The user name; null for none. Default null.</summary>
    public string? UserName { get; set; }

    /// <summary>The file that holds the password, without its last line break; read again at every connect. Default null.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>How often the link is probed. A link on which nothing has arrived for 1.5 times this is dropped. Default 30 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The first attempt to connect comes after a share of this time that each station has of its own, and every later wait is spread over it too,
    /// so that stations that lose their broker together do not come back together. Zero to connect at once. Default 30 s.
    /// </summary>
    public TimeSpan ConnectSpread { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait between attempts.</summary>
    public ReconnectOptions Reconnect { get; set; } = new();

    /// <summary>How long connecting, a subscription, a state document or disconnecting may take. Default 15 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// An event that is not acknowledged for this long ends the link, because it may be sent again only over a new link. Default 60 s.
    /// </summary>
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most messages in flight at once; the broker's Receive Maximum can only lower it. Default 32.</summary>
    public int Window { get; set; } = 32;

    /// <summary>The version of MQTT to speak. Default <see cref="MqttProtocol.Auto"/>.</summary>
    public MqttProtocol Protocol { get; set; }

    /// <summary>How often one event is tried of a topic that the broker refuses as not authorised. Default 5 min.</summary>
    public TimeSpan PausedTopicRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the broker keeps the session, MQTT 5. Default 1 h.</summary>
    public TimeSpan SessionExpiry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the broker waits before it publishes the will, MQTT 5. Default 30 s.</summary>
    public TimeSpan WillDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True when an event counts as delivered only after the backend's own receipt; false after the broker's acknowledgement. Default false.
    /// </summary>
    public bool Receipts { get; set; }

    /// <summary>An event without a receipt is sent again after this time, then after twice as long, up to an hour. Default 60 s.</summary>
    public TimeSpan ReceiptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most events that may wait for a receipt; more stop sending. Default 1,024.</summary>
    public int MaximumAwaitingReceipt { get; set; } = 1024;

    /// <summary>The most events sent in a second; null for no limit. Default null.</summary>
    public int? MaximumRate { get; set; }

    /// <summary>The most events sent in a second for replay requests. Default 50.</summary>
    public int ReplayRate { get; set; } = 50;
}
