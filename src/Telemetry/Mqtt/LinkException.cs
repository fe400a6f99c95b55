using System.Net;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>The link to the broker could not be made or is lost. The message says why, for a person.</summary>
internal sealed class LinkException : Exception
{
    public LinkException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>How long the link had lasted; zero when no connection was made.</summary>
    public TimeSpan ConnectedFor { get; set; }

    /// <summary>True when another client with the same client ID took over the session.</summary>
    public bool TakenOver { get; init; }

    /// <summary>
    /// True when the broker itself closed, reset or ended the connection; false for silence, time-outs and a lost network.
    /// </summary>
    public bool ByPeer { get; init; }

    /// <summary>The reason code of the broker's DISCONNECT; null when it sent none. MQTT 5, table 3-10.</summary>
    public int? DisconnectCode { get; init; }

    /// <summary>True when a request was not answered in time. The link may still work.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>True when the agent itself ended a working link, to begin a new one at once.</summary>
    public bool IsRenewal { get; init; }

    /// <summary>The broker's answer to CONNECT; null when it did not answer.</summary>
    public int? Code { get; init; }

    /// <summary>What an attempt to connect came to; <see cref="ConnectOutcome.Failed"/> for other failures.</summary>
    public ConnectOutcome Outcome { get; init; } = ConnectOutcome.Failed;

    /// <summary>The address of the broker to which an attempt to connect came; null when it came to none.</summary>
    public IPAddress? Address { get; init; }
}
