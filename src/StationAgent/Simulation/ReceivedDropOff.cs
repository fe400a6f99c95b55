using StationAgent.Contracts;
using StationAgent.DropOff;

namespace StationAgent.Simulation;

/// <summary>What a consumer received about one piece: its event and a later amendment.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Data">What the event says.</param>
/// <param name="Change">What the amendment says; null when there is none.</param>
/// <param name="Reason">Why, as the amendment says; null when there is none.</param>
internal sealed record ReceivedDropOff(string Id, DropOffData Data, AmendmentChange? Change, string? Reason = null);
