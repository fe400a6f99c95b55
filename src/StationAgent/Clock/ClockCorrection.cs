namespace StationAgent.Clock;

/// <summary>Reports that the wall clock was set, so that the times of every event of this boot can be corrected.</summary>
/// <param name="Now">The clocks when it was noticed.</param>
/// <param name="OffsetSeconds">Seconds to add to wall times from before the clock was set; null when it was never seen unset.</param>
internal sealed record ClockCorrection(ClockFacts Now, double? OffsetSeconds)
{
    /// <summary>The boot that the correction is about.</summary>
    public string BootId => Now.BootId;

    /// <summary>True wall time at which that boot began.</summary>
    public DateTimeOffset BootedAt => Now.BootedAt;

    /// <summary>The kernel's bound of the error; null when the kernel gives none.</summary>
    public double? UncertaintySeconds => Now.MaximumError?.TotalSeconds;
}
