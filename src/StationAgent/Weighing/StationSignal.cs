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
    /// <param name="LastAtRest">The newest time at which the load was still at its settled value; null when it is not known better than <paramref name="At"/>.</param>
    internal sealed record LoadChanged(TimeSpan At, bool Lighter = false, TimeSpan? LastAtRest = null) : StationSignal(At)
    {
        /// <summary>The earliest time at which the movement may have begun.</summary>
        public TimeSpan Since => LastAtRest ?? At;
    }

    /// <summary>The scale delivered nothing for longer than is usual: the load may have moved, and it is reported again when it rests.</summary>
    /// <param name="At">Time since boot of the first sample after the pause.</param>
    /// <param name="Since">The newest time at which the load was known.</param>
    internal sealed record LoadUnseen(TimeSpan At, TimeSpan Since) : StationSignal(At);

    /// <summary>The load has settled. Tray: at a value over zero. Bin: at any value, also an empty bin's.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Load">The whole load over zero.</param>
    /// <param name="Passed">The loads between which the load was while it moved; null when that is not known.</param>
    internal sealed record LoadStable(TimeSpan At, StableWeight Load, LoadRange? Passed = null) : StationSignal(At);

    /// <summary>The load on a tray has settled at zero: the platform is empty.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    internal sealed record LoadCleared(TimeSpan At) : StationSignal(At);

    /// <summary>
    /// The load on a tray rests clearly below zero. Nothing weighs less than an empty platform, so the zero is wrong or a part of the platform is missing.
    /// </summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Load">The whole load over zero; its mass is negative.</param>
    internal sealed record LoadBelowZero(TimeSpan At, StableWeight Load) : StationSignal(At);

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

    /// <summary>Tray: after an accepted piece was carried off the pictures show the empty platform, or have rested for long.</summary>
    internal sealed record ViewCleared(TimeSpan At) : StationSignal(At);

    /// <summary>The picture has changed after the load had changed.</summary>
    /// <param name="At">Time since boot of the first picture that shows the change.</param>
    /// <param name="LoadChangedAt">When the load had changed.</param>
    /// <param name="Delay">By how much the pictures are behind the scale; zero when they are not behind.</param>
    internal sealed record PictureChanged(TimeSpan At, TimeSpan LoadChangedAt, TimeSpan Delay) : StationSignal(At);

    /// <summary>Maintenance begins or ends.</summary>
    /// <param name="At">Time since boot.</param>
    /// <param name="Since">From when on it is or is not in force.</param>
    /// <param name="Step">How far the change is.</param>
    internal sealed record MaintenanceChanged(TimeSpan At, TimeSpan Since, MaintenanceStep Step) : StationSignal(At);

    /// <summary>Time has passed; deadlines are checked.</summary>
    /// <param name="At">Time since boot.</param>
    /// <param name="LoadSeenAt">The newest time at which the scale showed the load at rest; null when it is not known better than <paramref name="At"/>.</param>
    /// <param name="Load">The load that rests now; null when it moves or is not known.</param>
    internal sealed record Tick(TimeSpan At, TimeSpan? LoadSeenAt = null, Grams? Load = null) : StationSignal(At)
    {
        /// <summary>Up to this time nothing has moved that has not been reported.</summary>
        public TimeSpan SeenUntil => LoadSeenAt ?? At;
    }
}
