using System.Globalization;

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

    /// <summary>What goes wrong, in plain words.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{What} for {Length.TotalSeconds:0.0} s");

    private string What => Kind switch
    {
        SensorFaultKind.Gaps => IsOfCamera ? "the camera is silent" : "the scale is silent",
        SensorFaultKind.LateCamera => string.Create(CultureInfo.InvariantCulture, $"the camera is {Size:0.0} s behind"),
        SensorFaultKind.NegativeRest => string.Create(CultureInfo.InvariantCulture, $"the zero of the scale is {Size:0} g off"),
        SensorFaultKind.CoarseStep => string.Create(CultureInfo.InvariantCulture, $"the scale shows steps of {Size:0} g"),
        SensorFaultKind.StuckConverter => "the scale repeats its reading",
        SensorFaultKind.Gusts => string.Create(CultureInfo.InvariantCulture, $"a draught of {Size:0} g blows"),
        _ => SensorFaultKinds.NameOf(Kind),
    };
}
