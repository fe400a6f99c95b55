namespace StationAgent.Telemetry.Mqtt;

/// <summary>What was wrong with the certificates of one attempt to connect. The library itself only says that the handshake failed.</summary>
internal sealed class TlsFindings
{
    private volatile string? _broker;
    private volatile string? _own;

    /// <summary>Why the broker was not believed; null when it was, or had no say.</summary>
    public string? Broker
    {
        get => _broker;
        set => _broker = value;
    }

    /// <summary>Why the broker may have refused the device; null when its certificate looks good from here.</summary>
    public string? Own
    {
        get => _own;
        set => _own = value;
    }
}
