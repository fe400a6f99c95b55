namespace StationAgent.Vision.Capture;

/// <summary>Chooses from the frames of a camera that is faster than asked for, evenly. Not for use by two threads at once.</summary>
/// <param name="rate">Frames a second that are wanted at most.</param>
internal sealed class FramePace(double rate)
{
    // A camera at just the wanted rate is never quite even: its frames must not be dropped for coming a little early.
    private const double Early = 0.25;

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / rate);
    private TimeSpan? _due;

    /// <summary>Whether the frame taken at this time is wanted.</summary>
    /// <param name="at">Time since boot.</param>
    public bool Wants(TimeSpan at)
    {
        if (at < _due - (_interval * Early))
        {
            return false;
        }

        // Frames that came late do not let others come in a row.
        _due = _due is { } due && at - due < _interval ? due + _interval : at + _interval;
        return true;
    }
}
