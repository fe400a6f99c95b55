namespace StationAgent.Simulation.SensorFaults;

/// <summary>What became of the pieces that met one kind of fault.</summary>
internal sealed record FaultShare(int Pieces, int Credited, int WronglyCredited, int Refused, int Amended, int Unanswered);
