using StationAgent.Clock;

namespace StationAgent.Contracts;

/// <summary>What a consumer needs to correct the times of an event.</summary>
/// <param name="Quality">How far the wall times of this event can be trusted.</param>
/// <param name="BootId">The boot in which it happened.</param>
/// <param name="BootTime">Seconds from the start of that boot to the event's <c>time</c>.</param>
internal sealed record ClockStamp(ClockQuality Quality, string BootId, double BootTime);
