using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>What the lamps have to show, and since when.</summary>
/// <param name="Status">The state of the station.</param>
/// <param name="StatusAt">When it was set, as time since boot.</param>
/// <param name="Outcome">The last outcome; null when none has to be shown.</param>
/// <param name="OutcomeAt">When it was set.</param>
internal sealed record Scene(StationStatus Status, TimeSpan StatusAt, Outcome? Outcome = null, TimeSpan OutcomeAt = default)
{
    /// <summary>A station is out of service until it reports another state.</summary>
    public static Scene AtStart(TimeSpan at) => new(StationStatus.OutOfService, at);

    /// <summary>
    /// Sets the state. Busy after an outcome means that something new happens on the platform, and the next person must not mistake the last person's outcome for
    /// their own; every other state waits until the outcome has been shown for its time.
    /// </summary>
    public Scene With(StationStatus status, TimeSpan at) => status == StationStatus.Busy
        ? new Scene(status, at)
        : this with { Status = status, StatusAt = at };

    /// <summary>Sets the outcome.</summary>
    public Scene With(Outcome outcome, TimeSpan at) => this with { Outcome = outcome, OutcomeAt = at };
}
