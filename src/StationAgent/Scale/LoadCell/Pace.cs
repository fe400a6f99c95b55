namespace StationAgent.Scale.LoadCell;

/// <summary>Lets a thread go on once a period. A thread that comes late goes on at once, but missed periods are not made up for.</summary>
internal sealed class Pace : IDisposable
{
    private readonly SemaphoreSlim _tick = new(0, 1);
    private readonly ITimer _timer;

    /// <param name="period">Time between two turns.</param>
    /// <param name="time">The clock.</param>
    public Pace(TimeSpan period, TimeProvider time) => _timer = time.CreateTimer(
        static state =>
        {
            var tick = (SemaphoreSlim)state!;
            if (tick.CurrentCount == 0)
            {
                tick.Release();
            }
        },
        _tick,
        TimeSpan.Zero,
        period);

    /// <summary>Waits for the next turn.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    public void Wait(CancellationToken cancellationToken) => _tick.Wait(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The semaphore is not disposed: a last tick may be under way, and without a wait handle there is nothing to give back.
        _timer.Dispose();
    }
}
