using StationAgent.Simulation.World;

namespace StationAgent.Simulation;

/// <summary>What a simulated station sees and shows.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="Options">What the scale is like.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Display">What the visitors see.</param>
internal sealed record SimulatedSensors(ScalePhysics Scale, SimulatedScaleOptions Options, SimulatedCamera Camera, SimulatedDisplay Display);
