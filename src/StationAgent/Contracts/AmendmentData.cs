using StationAgent.DropOff;

namespace StationAgent.Contracts;

/// <summary>Changes what was reported about an earlier drop-off of the same source.</summary>
/// <param name="Amends">The <c>id</c> of that drop-off.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Reason">Why, as a code in lower snake case.</param>
/// <param name="Clock">For correcting the times.</param>
internal sealed record AmendmentData(string Amends, AmendmentChange Change, string Reason, ClockStamp Clock);
