namespace StationAgent.Telemetry.Mqtt;

/// <summary>The link to the broker could not be made or is lost. The message says why, for a person.</summary>
internal sealed class LinkException : Exception
{
    public LinkException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>How long the link had lasted; zero when it was never made.</summary>
    public TimeSpan ConnectedFor { get; set; }

    /// <summary>Another client with the same id took the session.</summary>
    public bool TakenOver { get; init; }

    /// <summary>The broker itself closed, reset or ended the connection; false for silence, time-outs and a network that is gone.</summary>
    public bool ByPeer { get; init; }

    /// <summary>What the broker answered to CONNECT; null when it did not answer.</summary>
    public int? Code { get; init; }

    /// <summary>The broker does not speak the version of MQTT that was tried.</summary>
    public bool WrongProtocol { get; init; }
}
