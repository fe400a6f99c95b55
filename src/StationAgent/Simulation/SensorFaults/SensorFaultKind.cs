namespace StationAgent.Simulation.SensorFaults;

/// <summary>A way in which real sensors fail and real hands behave.</summary>
internal enum SensorFaultKind
{
    /// <summary>Holes of 0.3 to 3 s in the readings of the scale, also while a piece is laid down or taken back, and in the pictures.</summary>
    Gaps,

    /// <summary>The pictures are up to 4 s behind the scale for a stretch of time.</summary>
    LateCamera,

    /// <summary>The empty platform rests at -50 to -500 g for a while, as after taring with something on it.</summary>
    NegativeRest,

    /// <summary>The step of the scale's display becomes 2, 5, 10 or 20 g for a stretch of time.</summary>
    CoarseStep,

    /// <summary>The readings repeat one value exactly for a stretch of time.</summary>
    StuckConverter,

    /// <summary>A slow draught of 3 to 10 g for some seconds.</summary>
    Gusts,

    /// <summary>An accepted piece is replaced by another one inside its window, or presented again and again.</summary>
    Swaps,
}
