namespace StationAgent.Weighing;

/// <summary>
/// What the samples of a scale mean. Every <see cref="LoadChanged"/> is followed by one of <see cref="LoadStable"/>,
/// <see cref="LoadCleared"/> or <see cref="Overloaded"/> once the load rests; those may also come without it, when the load has to be told
/// anew after a gap in the samples.
/// </summary>
/// <param name="At">Time since boot of the sample that showed it.</param>
internal abstract record WeighingEvent(TimeSpan At)
{
    /// <summary>The load has left its settled value.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Lighter">True when it left downwards.</param>
    internal sealed record LoadChanged(TimeSpan At, bool Lighter) : WeighingEvent(At);

    /// <summary>The load has settled. In a bin this is also how an empty one is told.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Load">The whole load over zero.</param>
    internal sealed record LoadStable(TimeSpan At, StableWeight Load) : WeighingEvent(At);

    /// <summary>The load on a tray has settled at zero or below: the platform is empty.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    internal sealed record LoadCleared(TimeSpan At) : WeighingEvent(At);

    /// <summary>The load rests above the scale's range: it is there, but it cannot be weighed.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    internal sealed record Overloaded(TimeSpan At) : WeighingEvent(At);

    /// <summary>The readings cannot be trusted: the scale has a fault until <see cref="ReadingsRestored"/>.</summary>
    /// <param name="At">Time since boot of the last sample with a usable time.</param>
    /// <param name="Detail">What is wrong with them, for a person.</param>
    internal sealed record ReadingsLost(TimeSpan At, string Detail) : WeighingEvent(At);

    /// <summary>The readings can be trusted again; the load is told anew as soon as it rests.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    internal sealed record ReadingsRestored(TimeSpan At) : WeighingEvent(At);

    /// <summary>The readings are good, but somebody should see to the scale before they are not.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    /// <param name="Detail">What is wrong and what to do, for a person.</param>
    internal sealed record ConcernRaised(TimeSpan At, string Detail) : WeighingEvent(At);

    /// <summary>Nothing has to be done any more.</summary>
    /// <param name="At">Time since boot of the sample that showed it.</param>
    internal sealed record ConcernEnded(TimeSpan At) : WeighingEvent(At);
}
