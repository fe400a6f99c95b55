namespace StationAgent.Contracts;

/// <summary>Something that a person has to check.</summary>
/// <param name="Cause">What is wrong, as a code in lower snake case.</param>
/// <param name="Detail">The same as one sentence for people, at most <see cref="Failures.OutsideText.MaximumSentence"/> characters.</param>
/// <param name="Clock">For correcting the times.</param>
internal sealed record AlarmData(string Cause, string Detail, ClockStamp Clock);
