namespace StationAgent.Scale.LoadCell;

/// <summary>Lets a thread continue once in each period. A thread that is late continues at once, and missed periods are not made up for.</summary>
internal sealed class Pace : IDisposable
{
    private readonly SemaphoreSlim _tick = new(0, 1);
    private readonly ITimer _timer;

    /// <param name="period">Time between two turns.</param>
    /// <param name="time">The clock.</param>
    public Pace(TimeSpan period, TimeProvider time) => _timer = time.CreateTimer(
        static state =>
        {
            // On a busy machine two ticks may run at the same time.
            var tick = (SemaphoreSlim)state!;
            lock (tick)
            {
                if (tick.CurrentCount == 0)
                {
                    tick.Release();
                }
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
        // The semaphore is not disposed: a last tick may be under way, and without a wait handle it has nothing to release.
        _timer.Dispose();
    }
}
