namespace StationAgent.Scale;

/// <summary>What scale drivers may need in addition to their options.</summary>
/// <param name="Time">Clock of the samples.</param>
/// <param name="OpenSimulated">Opens the scale of the simulated station.</param>
internal sealed record ScaleServices(TimeProvider Time, Func<IScale> OpenSimulated);
