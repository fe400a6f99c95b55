namespace StationAgent.Contracts.Maintenance;

/// <summary>Maintenance has started or ended. Pieces that are presented in between are worth nothing.</summary>
/// <param name="Change">What happened.</param>
/// <param name="By">By what.</param>
/// <param name="Why">What staff do; at the end the same as at the start.</param>
/// <param name="At">When.</param>
/// <param name="Clock">For correcting the times.</param>
internal sealed record MaintenanceData(MaintenanceChange Change, MaintenanceBy By, MaintenanceWhy Why, DateTimeOffset At, ClockStamp Clock);
