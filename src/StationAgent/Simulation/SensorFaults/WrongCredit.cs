namespace StationAgent.Simulation.SensorFaults;

/// <summary>Something that was credited and should not have been.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Piece">Number of the piece; null when there was none.</param>
/// <param name="Name">What was on the platform.</param>
/// <param name="Why">What is wrong with the credit, in lower snake case.</param>
/// <param name="Faults">The faults that were at work.</param>
/// <param name="AtSeconds">When it was stored, seconds since the start.</param>
/// <param name="Detail">The figures.</param>
internal sealed record WrongCredit(
    string EventId, int? Piece, string? Name, string Why, IReadOnlyList<string> Faults, double AtSeconds, string Detail);
