namespace StationAgent.Contracts.Maintenance;

/// <summary>What happened to the maintenance of the station.</summary>
internal enum MaintenanceChange
{
    /// <summary>It has started.</summary>
    Started,

    /// <summary>It has ended.</summary>
    Ended,
}
