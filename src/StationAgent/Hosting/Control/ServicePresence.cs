namespace StationAgent.Hosting.Control;

/// <summary>Whether an agent is running on a data folder.</summary>
internal enum ServicePresence
{
    /// <summary>None answers.</summary>
    Absent,

    /// <summary>One answers.</summary>
    Running,

    /// <summary>This user may not look into the folder, or not use the socket.</summary>
    Unknown,
}
