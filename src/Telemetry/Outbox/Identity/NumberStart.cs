namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>
/// The first number that one run of the program gave. Two copies of a store have the same events up to where their starts differ.
/// </summary>
/// <param name="First">The first number.</param>
/// <param name="Tag">The random name of the run: 16 lower-case hexadecimal digits.</param>
internal readonly record struct NumberStart(long First, string Tag);
