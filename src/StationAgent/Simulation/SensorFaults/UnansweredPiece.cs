namespace StationAgent.Simulation.SensorFaults;

/// <summary>An honest piece about which no event came.</summary>
/// <param name="Piece">Its number.</param>
/// <param name="Name">What it is.</param>
/// <param name="Grams">Its mass.</param>
/// <param name="AtSeconds">When it was laid down, seconds since the start.</param>
/// <param name="Faults">The faults that were at work.</param>
/// <param name="Status">What the station showed when the piece came and last while it was there.</param>
/// <param name="Causes">What the station said about itself; empty when it said nothing.</param>
internal sealed record UnansweredPiece(
    int Piece, string Name, double Grams, double AtSeconds, IReadOnlyList<string> Faults, string Status, IReadOnlyList<string> Causes);
