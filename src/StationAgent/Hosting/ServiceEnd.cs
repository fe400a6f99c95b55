namespace StationAgent.Hosting;

/// <summary>
/// Limits how long the end of the service may take, and knows what it waits for. The order is: sensors and station, then the events on their way and the
/// goodbye to the broker, then the store.
/// </summary>
/// <param name="time">Measures the limit.</param>
/// <param name="giveUp">Called with what the end waits for when the limit has passed; ends the process.</param>
internal sealed class ServiceEnd(TimeProvider time, Action<string> giveUp) : IDisposable
{
    /// <summary>The longest time that the end may take: the shipped unit is killed after 20 s (<c>TimeoutStopSec</c>), and the report of a failure needs a moment.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(17);

    private readonly Lock _gate = new();
    private volatile string _waitingFor = "the model to load";
    private ITimer? _timer;

    /// <summary>What the service does at the moment, as the end of a sentence that begins with "waiting for".</summary>
    public string WaitingFor
    {
        get => _waitingFor;
        set => _waitingFor = value;
    }

    /// <summary>The end was requested: starts the limit. Later calls change nothing.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _timer ??= time.CreateTimer(_ => giveUp(WaitingFor), state: null, Limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
        }
    }
}
