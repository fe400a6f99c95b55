namespace StationAgent.Weighing;

/// <summary>
/// The inputs of the machine from scale, camera and clock. Every <see cref="LoadChanged"/> is followed by one of <see cref="LoadStable"/>,
/// <see cref="LoadCleared"/> or <see cref="LoadOverloaded"/> once the load rests; these may also come without it, when the load has to be reported again
/// after a gap in the samples.
/// </summary>
/// <param name="At">Time since boot; never runs backwards between signals.</param>
internal abstract record StationSignal(TimeSpan At)
{
    /// <summary>The load has left its settled value.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Lighter">True when the load became lighter.</param>
    internal sealed record LoadChanged(TimeSpan At, bool Lighter = false) : StationSignal(At);

    /// <summary>The load has settled. Tray: at a value over zero. Bin: at any value, also an empty bin's.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Load">The whole load over zero.</param>
    internal sealed record LoadStable(TimeSpan At, StableWeight Load) : StationSignal(At);

    /// <summary>The load on a tray has settled at zero or below: the platform is empty.</summary>
    internal sealed record LoadCleared(TimeSpan At) : StationSignal(At);

    /// <summary>The load rests above the range of the scale: it is there, but it cannot be weighed.</summary>
    internal sealed record LoadOverloaded(TimeSpan At) : StationSignal(At);

    /// <summary>Bin: load and picture have rested for two seconds and a new reference is taken.</summary>
    internal sealed record Rested(TimeSpan At) : StationSignal(At);

    /// <summary>A part of the station has failed.</summary>
    internal sealed record FaultRaised(TimeSpan At, StationFault Fault, string Detail) : StationSignal(At);

    /// <summary>A part of the station works again.</summary>
    internal sealed record FaultCleared(TimeSpan At, StationFault Fault) : StationSignal(At);

    /// <summary>A part still works, but a person should check it. A new concern about a part replaces the previous one.</summary>
    internal sealed record ConcernRaised(TimeSpan At, StationFault Part, string Cause, string Detail) : StationSignal(At);

    /// <summary>The concern about a part has ended.</summary>
    internal sealed record ConcernEnded(TimeSpan At, StationFault Part) : StationSignal(At);

    /// <summary>Time has passed; deadlines are checked.</summary>
    internal sealed record Tick(TimeSpan At) : StationSignal(At);
}
