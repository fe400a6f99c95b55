namespace StationAgent.DropOff;

/// <summary>What lamp and display show while no outcome is shown.</summary>
internal enum StationStatus
{
    /// <summary>A piece may be dropped off.</summary>
    Ready,

    /// <summary>Wait: a piece is being examined, or the platform has to come to rest.</summary>
    Busy,

    /// <summary>The platform must be cleared before the next piece.</summary>
    Occupied,

    /// <summary>No piece can be judged or stored.</summary>
    OutOfService,

    /// <summary>Staff work at the station: pieces are judged and stored, and worth nothing.</summary>
    Maintenance,
}
