namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// What was wrong with the certificates in one attempt to connect. The library itself only reports that the handshake failed.
/// </summary>
internal sealed class TlsFindings
{
    private volatile string? _broker;
    private volatile string? _own;

    /// <summary>Why the broker's certificate was refused; null when it was accepted or not checked.</summary>
    public string? Broker
    {
        get => _broker;
        set => _broker = value;
    }

    /// <summary>Why the broker may have refused the device; null when the device's certificate looks valid.</summary>
    public string? Own
    {
        get => _own;
        set => _own = value;
    }
}
