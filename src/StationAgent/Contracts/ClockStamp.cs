using StationAgent.Clock;

namespace StationAgent.Contracts;

/// <summary>What lets a consumer correct the times of an event.</summary>
/// <param name="Quality">What the wall times of this event are worth.</param>
/// <param name="BootId">The boot in which it happened.</param>
/// <param name="BootTime">Seconds from the start of that boot to the event's <c>time</c>.</param>
internal sealed record ClockStamp(ClockQuality Quality, string BootId, double BootTime);
