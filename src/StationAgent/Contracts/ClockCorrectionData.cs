namespace StationAgent.Contracts;

/// <summary>Reports that the wall clock was set, so that the times of every event of this boot can be corrected.</summary>
/// <param name="BootId">The boot that the correction is about.</param>
/// <param name="BootedAt">True wall time at which that boot began: an event's true <c>time</c> is this plus its <c>clock.bootTime</c>.</param>
/// <param name="OffsetSeconds">Seconds to add to wall times stamped before the clock was set; null when this agent never saw the clock unset.</param>
/// <param name="UncertaintySeconds">Half-width of the interval that holds the truth, as the kernel bounds it; null when the kernel gives none.</param>
/// <param name="Clock">For this event itself.</param>
internal sealed record ClockCorrectionData(
    string BootId, DateTimeOffset BootedAt, double? OffsetSeconds, double? UncertaintySeconds, ClockStamp Clock);
