namespace StationAgent.Simulation.SensorFaults;

/// <summary>The moment of a visit to which the beginning of a fault is tied.</summary>
internal enum FaultMoment
{
    /// <summary>The visitor is on the way, and the platform is at rest.</summary>
    Coming,

    /// <summary>The piece touches the platform.</summary>
    Laying,

    /// <summary>The piece has been accepted and lies there.</summary>
    Lying,

    /// <summary>The visitor lifts the piece.</summary>
    Lifting,
}
