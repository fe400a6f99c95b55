namespace StationAgent.Simulation.SensorFaults;

/// <summary>One fault of one visit.</summary>
/// <param name="Kind">What fails.</param>
/// <param name="Moment">The moment to which it is tied.</param>
/// <param name="Shift">From that moment to the beginning; negative for earlier.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Size">Delay in seconds, or grams; meaningless for gaps and a stuck converter.</param>
/// <param name="Pace">Swings a second of a draught.</param>
internal sealed record PlannedFault(
    SensorFaultKind Kind, FaultMoment Moment, TimeSpan Shift, TimeSpan Length, double Size = 0, double Pace = 0)
{
    /// <summary>A gap in the pictures instead of the readings.</summary>
    public bool IsOfCamera { get; init; }
}
