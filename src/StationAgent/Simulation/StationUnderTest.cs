using StationAgent.Camera;
using StationAgent.Station;

namespace StationAgent.Simulation;

/// <summary>The parts of a real station that a simulation feeds.</summary>
/// <param name="Loop">Takes samples and signals.</param>
/// <param name="View">Takes frames.</param>
/// <param name="Hub">Knows whether there is a reference.</param>
internal sealed record StationUnderTest(StationLoop Loop, PlatformView View, FrameHub Hub);
