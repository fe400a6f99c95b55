namespace StationAgent.Benchmarks.Storm;

/// <summary>How a storm went, from the moment at which the broker was there.</summary>
/// <param name="PeakPerSecond">The most attempts in one second.</param>
/// <param name="AlmostAll">When 99 % of the stations were connected.</param>
/// <param name="All">When the last one was.</param>
/// <param name="Attempts">Attempts altogether.</param>
/// <param name="Refused">Those for which the broker had no place.</param>
internal readonly record struct StormOutcome(int PeakPerSecond, TimeSpan AlmostAll, TimeSpan All, long Attempts, long Refused);
