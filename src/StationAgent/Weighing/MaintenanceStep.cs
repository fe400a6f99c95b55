namespace StationAgent.Weighing;

/// <summary>How a change to or from maintenance proceeds.</summary>
internal enum MaintenanceStep
{
    /// <summary>It begins and is not stored yet: pieces are tests from now on.</summary>
    Starting,

    /// <summary>Its start is stored, so it may be shown.</summary>
    Started,

    /// <summary>Its start could not be stored, so it has never begun.</summary>
    NotStarted,

    /// <summary>Its end is stored.</summary>
    Ended,
}
