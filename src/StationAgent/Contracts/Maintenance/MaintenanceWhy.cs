namespace StationAgent.Contracts.Maintenance;

/// <summary>What staff do in maintenance.</summary>
internal enum MaintenanceWhy
{
    /// <summary>The bin or the shelf is emptied.</summary>
    Emptying,

    /// <summary>The station is cleaned.</summary>
    Cleaning,

    /// <summary>Pieces are graded.</summary>
    Grading,

    /// <summary>The station is tested.</summary>
    Test,
}
