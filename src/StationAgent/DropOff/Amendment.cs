namespace StationAgent.DropOff;

/// <summary>A change to a stored drop-off that has to be reported, and is owed until it is stored itself.</summary>
/// <param name="Number">Number of the drop-off; 0 for one from before the start.</param>
/// <param name="EventId">Identifier of its event in the store.</param>
/// <param name="Change">The change.</param>
/// <param name="Reason">Reason code, from <see cref="Reasons"/>.</param>
internal sealed record Amendment(long Number, string EventId, AmendmentChange Change, string Reason);
