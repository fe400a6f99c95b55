namespace StationAgent.Contracts;

/// <summary>Something a person has to look at.</summary>
/// <param name="Cause">What is wrong, as a code in lower snake case.</param>
/// <param name="Detail">The same for a person, in one sentence.</param>
/// <param name="Clock">For correcting the times.</param>
internal sealed record AlarmData(string Cause, string Detail, ClockStamp Clock);
