using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>What the lamps have been told to show, and when.</summary>
/// <param name="Status">The state of the station.</param>
/// <param name="StatusAt">When it was told, as time since boot.</param>
/// <param name="Outcome">The last outcome; null when none is to be shown any more.</param>
/// <param name="OutcomeAt">When it was told.</param>
internal sealed record Scene(StationStatus Status, TimeSpan StatusAt, Outcome? Outcome = null, TimeSpan OutcomeAt = default)
{
    /// <summary>A station is out of service until it says otherwise.</summary>
    public static Scene AtStart(TimeSpan at) => new(StationStatus.OutOfService, at);

    /// <summary>
    /// A state was told. Busy after an outcome means that something new happens on the platform, and nobody may take the last person's outcome for
    /// the own one; every other state waits until the outcome has been shown for its time.
    /// </summary>
    public Scene With(StationStatus status, TimeSpan at) => status == StationStatus.Busy
        ? new Scene(status, at)
        : this with { Status = status, StatusAt = at };

    /// <summary>An outcome was told.</summary>
    public Scene With(Outcome outcome, TimeSpan at) => this with { Outcome = outcome, OutcomeAt = at };
}
