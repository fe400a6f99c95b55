namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>A paused topic of which one event is due to be tried.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="IsControl">True to try an event that was not refused before; false for the oldest.</param>
/// <param name="IsAtOnce">True when the control follows a refusal at once, and has no sense when there is none.</param>
internal readonly record struct PausedTopicTry(string Topic, bool IsControl, bool IsAtOnce);
