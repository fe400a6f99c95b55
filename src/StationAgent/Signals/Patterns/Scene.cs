using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>What the lamps have to show, and since when.</summary>
/// <param name="Status">The state of the station.</param>
/// <param name="StatusAt">When it was set, as time since boot.</param>
/// <param name="Outcome">The last outcome; null when none has to be shown.</param>
/// <param name="OutcomeAt">When it was set.</param>
internal sealed record Scene(StationStatus Status, TimeSpan StatusAt, Outcome? Outcome = null, TimeSpan OutcomeAt = default)
{
    /// <summary>Where the accepted piece has to go, until the station is ready for the next one; none when there is no such piece.</summary>
    public Disposition GoesTo { get; init; }

    private (long Number, Disposition Disposition) Stored { get; init; }

    /// <summary>A station is out of service until it reports another state.</summary>
    public static Scene AtStart(TimeSpan at) => new(StationStatus.OutOfService, at);

    /// <summary>
    /// Sets the state. Busy after an outcome means that something new happens on the platform, and the next person must not mistake the last person's outcome for
    /// their own; every other state waits until the outcome has been shown for its time.
    /// </summary>
    public Scene With(StationStatus status, TimeSpan at) => this with
    {
        Status = status,
        StatusAt = at,
        Outcome = status == StationStatus.Busy ? null : Outcome,
        GoesTo = status is StationStatus.Busy or StationStatus.Occupied or StationStatus.Maintenance ? GoesTo : Disposition.None,
    };

    /// <summary>Sets the piece that is being stored; where it has to go is shown with its outcome.</summary>
    public Scene Storing(long number, Disposition disposition) => this with { Stored = (number, disposition) };

    /// <summary>Sets the outcome.</summary>
    /// <param name="number">Number of the drop-off; where another one has to go is not shown.</param>
    /// <param name="outcome">How it was judged.</param>
    /// <param name="at">Time since boot.</param>
    public Scene With(long number, Outcome outcome, TimeSpan at) => this with
    {
        Outcome = outcome,
        OutcomeAt = at,
        GoesTo = outcome == DropOff.Outcome.Accepted && number == Stored.Number ? Stored.Disposition : Disposition.None,
    };
}
