using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>An event that was in flight when a link ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Topic">Its topic suffix.</param>
/// <param name="Place">Its place in the order of sending.</param>
internal readonly record struct UnansweredEvent(EventId Id, string Topic, long Place);
