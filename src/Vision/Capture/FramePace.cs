namespace StationAgent.Vision.Capture;

/// <summary>Chooses from the frames of a camera that is faster than asked for, evenly. Not for use by two threads at once.</summary>
/// <param name="rate">Frames a second that are wanted at most.</param>
internal sealed class FramePace(double rate)
{
    // A camera at exactly the wanted rate is never quite even: a frame must not be dropped because it comes a little early.
    private const double AllowedEarliness = 0.25;

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / rate);
    private TimeSpan? _due;

    /// <summary>Decides whether the frame taken at this time is wanted.</summary>
    /// <param name="at">Time since boot.</param>
    public bool Wants(TimeSpan at)
    {
        if (at < _due - (_interval * AllowedEarliness))
        {
            return false;
        }

        // After a late frame, the next ones must not follow each other faster than the rate.
        _due = _due is { } due && at - due < _interval ? due + _interval : at + _interval;
        return true;
    }
}
