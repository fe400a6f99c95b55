namespace StationAgent.Benchmarks.Storm;

/// <summary>How a storm went.</summary>
/// <param name="PeakPerSecond">The most attempts in one second, those while the broker is away included.</param>
/// <param name="AlmostAll">When 99 % of the stations were connected, from the moment at which the broker was there.</param>
/// <param name="All">When the last one was, from the same moment.</param>
/// <param name="Attempts">Attempts altogether, those while the broker is away included.</param>
/// <param name="Refused">Those for which the broker had no place.</param>
internal readonly record struct StormOutcome(int PeakPerSecond, TimeSpan AlmostAll, TimeSpan All, long Attempts, long Refused);
