namespace StationAgent.Telemetry.Delivery;

/// <summary>The state of delivery at one moment.</summary>
/// <param name="Connected">True while the link is up.</param>
/// <param name="Protocol">Version of MQTT on the link, <c>5.0</c> or <c>3.1.1</c>; null while there is none.</param>
/// <param name="Session">Number of the present or last session; 0 before the first.</param>
/// <param name="ConnectAttempts">Attempts to connect since the start.</param>
/// <param name="LastError">Why there is no link, or why the last one ended, for a person; null when there was no error.</param>
/// <param name="Depth">Events that the broker has not acknowledged.</param>
/// <param name="InFlight">Events that were sent and not yet acknowledged.</param>
/// <param name="Window">The most events that may be in flight over the present link; 0 while there is none.</param>
/// <param name="Delivered">Events acknowledged since the start.</param>
/// <param name="Resent">Events sent again after a link was lost, since the start.</param>
/// <param name="AwaitingReceipt">Events acknowledged by the broker that still need the backend's receipt.</param>
/// <param name="Replayed">Events sent again on request, since the start.</param>
/// <param name="ReplaysWaiting">Requested ranges that are not complete.</param>
/// <param name="SetAside">Events set aside by delivery since the start.</param>
/// <param name="PausedTopics">Topic suffixes of which the broker accepts no events.</param>
public sealed record TelemetrySnapshot(
    bool Connected,
    string? Protocol,
    long Session,
    long ConnectAttempts,
    string? LastError,
    long Depth,
    int InFlight,
    int Window,
    long Delivered,
    long Resent,
    int AwaitingReceipt,
    long Replayed,
    int ReplaysWaiting,
    long SetAside,
    IReadOnlyList<string> PausedTopics)
{
    /// <summary>The last answer of the broker that was not an acceptance, for a person; null when there was none since the start.</summary>
    public string? LastRefusal { get; init; }
}
