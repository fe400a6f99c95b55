using StationAgent.DropOff;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>A drop-off as the station stored it.</summary>
/// <param name="EventId">Its event.</param>
/// <param name="Record">What was stored.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Shown">The items that each of the pictures showed from which it was recognised.</param>
internal sealed record JudgedPiece(string EventId, DropOffRecord Record, TimeSpan At, ShownPictures Shown);
