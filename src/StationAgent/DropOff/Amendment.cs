namespace StationAgent.DropOff;

/// <summary>Something that has to be said about a stored drop-off, and is owed until it is stored itself.</summary>
/// <param name="Number">Number of the drop-off; 0 for one from before the start.</param>
/// <param name="EventId">Name of its event in the store.</param>
/// <param name="Change">What is said.</param>
/// <param name="Reason">Reason code, from <see cref="Reasons"/>.</param>
internal sealed record Amendment(long Number, string EventId, AmendmentChange Change, string Reason);
