namespace StationAgent.Telemetry.Delivery;

/// <summary>How delivery stands at one moment.</summary>
/// <param name="Connected">True while the link is up.</param>
/// <param name="Protocol">Version of MQTT on the link, <c>5.0</c> or <c>3.1.1</c>; null while there is none.</param>
/// <param name="Session">Number of the present or last session; 0 before the first.</param>
/// <param name="ConnectAttempts">Attempts to connect since the start.</param>
/// <param name="LastError">Why there is no link, or was none last time, for a person; null when there never was trouble.</param>
/// <param name="Depth">Events that the broker has not acknowledged.</param>
/// <param name="InFlight">Those of them that are on their way.</param>
/// <param name="Window">The most that may be on their way over the present link; 0 while there is none.</param>
/// <param name="Delivered">Acknowledged since the start.</param>
/// <param name="Resent">Sent again after a link was lost, since the start.</param>
/// <param name="AwaitingReceipt">Acknowledged by the broker, and the backend's receipt is still to come.</param>
/// <param name="Replayed">Sent again because somebody asked, since the start.</param>
/// <param name="ReplaysWaiting">Ranges that somebody asked for and that are not done.</param>
/// <param name="SetAside">Set aside by delivery since the start.</param>
/// <param name="PausedTopics">Topic suffixes that the broker refuses as not authorised.</param>
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
    IReadOnlyList<string> PausedTopics);
