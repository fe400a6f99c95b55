using StationAgent.Camera;
using StationAgent.Station;

namespace StationAgent.Simulation;

/// <summary>The parts of a real station that a simulation feeds.</summary>
/// <param name="Loop">Takes samples and signals.</param>
/// <param name="Hub">Takes frames.</param>
/// <param name="Rest">Watches for a bin that rests.</param>
internal sealed record StationUnderTest(StationLoop Loop, FrameHub Hub, RestWatch Rest);
