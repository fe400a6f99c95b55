namespace StationAgent.Contracts.Maintenance;

/// <summary>By what maintenance was started or ended.</summary>
internal enum MaintenanceBy
{
    /// <summary>By the key switch.</summary>
    Key,

    /// <summary>By <c>station-agent maintenance</c> on the device.</summary>
    Console,

    /// <summary>By a restart of the agent, which ends it.</summary>
    Restart,
}
