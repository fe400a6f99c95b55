using System.Threading.Channels;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>
/// The requests that wait for the writer, in order. Callers that were answered together usually send their next requests together, a few
/// microseconds apart: the writer waits a moment for the last of them, so that they share one sync instead of two.
/// </summary>
internal sealed class RequestQueue(int capacity) : IDisposable
{
    private const int MaximumGroup = 256;

    // Less than a sync takes. It is waited in vain once, when fewer callers come than before.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly Channel<WriteRequest> _requests =
        Channel.CreateBounded<WriteRequest>(new BoundedChannelOptions(capacity) { SingleReader = true });

    private readonly ManualResetEventSlim _complete = new();
    private int _expected;
    private int _lastGroup;

    /// <summary>Adds a request; waits for room when the queue is full.</summary>
    /// <exception cref="ChannelClosedException">The queue was closed.</exception>
    public async ValueTask AddAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        await _requests.Writer.WriteAsync(request, cancellationToken);
        SignalGroup();
    }

    /// <summary>Adds a request, or answers false when the queue is full or closed.</summary>
    public bool TryAdd(WriteRequest request)
    {
        if (!_requests.Writer.TryWrite(request))
        {
            return false;
        }

        SignalGroup();
        return true;
    }

    /// <summary>Accepts no more requests; those in the queue are still handed out.</summary>
    public void Close() => _requests.Writer.TryComplete();

    /// <summary>Takes the next requests for one transaction. Blocks; for the writer's thread only.</summary>
    /// <param name="group">The list to clear and fill.</param>
    /// <returns>False when the queue was closed and is empty.</returns>
    public bool Take(List<WriteRequest> group)
    {
        group.Clear();
        if (!_requests.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            return false;
        }

        AwaitGroup();
        var callers = 0;
        while (group.Count < MaximumGroup && _requests.Reader.TryRead(out var request))
        {
            group.Add(request);

            // Housekeeping has no caller that would send a next request.
            callers += request.Insists ? 1 : 0;
        }

        _lastGroup = Math.Min(callers, capacity);
        return true;
    }

    public void Dispose() => _complete.Dispose();

    private void AwaitGroup()
    {
        if (_lastGroup < 2 || _requests.Reader.Count >= _lastGroup)
        {
            return;
        }

        // Either this thread sees the request that completes the group, or the thread that adds it sees that it is expected.
        _complete.Reset();
        Volatile.Write(ref _expected, _lastGroup);
        Interlocked.MemoryBarrier();
        if (_requests.Reader.Count < _lastGroup)
        {
            _complete.Wait(Patience);
        }

        Volatile.Write(ref _expected, 0);
    }

    private void SignalGroup()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _expected) is > 0 and var expected && _requests.Reader.Count >= expected)
        {
            _complete.Set();
        }
    }
}
