using StationAgent.Weighing;

namespace StationAgent.Station.Reporting;

/// <summary>Why the station has not been ready for a while, and what to do about it.</summary>
/// <param name="Part">The part that keeps it from being ready.</param>
/// <param name="Cause">Code of the alarm, in lower snake case.</param>
/// <param name="Detail">The cause and the remedy, in words for people.</param>
internal sealed record NotReady(StationFault Part, string Cause, string Detail);
