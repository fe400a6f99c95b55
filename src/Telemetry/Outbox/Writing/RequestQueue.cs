using System.Threading.Channels;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>
/// What waits for the writer, in order. Callers that were answered together mostly come again together, a few microseconds apart: the writer
/// waits a moment for the last of them, so that they share one sync instead of two.
/// </summary>
internal sealed class RequestQueue(int capacity) : IDisposable
{
    private const int MaximumGroup = 256;

    // Less than a sync takes. It passes in vain once, when fewer callers come than came before.
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
        TellGroup();
    }

    /// <summary>Adds a request, or answers false when the queue is full or closed.</summary>
    public bool TryAdd(WriteRequest request)
    {
        if (!_requests.Writer.TryWrite(request))
        {
            return false;
        }

        TellGroup();
        return true;
    }

    /// <summary>Takes no more requests; what is queued is still given out.</summary>
    public void Close() => _requests.Writer.TryComplete();

    /// <summary>The next requests that go into one transaction. Blocks; the writer's thread only.</summary>
    /// <param name="group">Is emptied and filled.</param>
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

            // Nobody comes again because the writer's own housekeeping was done.
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

        // Either this thread sees the request that completes the group, or who adds it sees that it is expected.
        _complete.Reset();
        Volatile.Write(ref _expected, _lastGroup);
        Interlocked.MemoryBarrier();
        if (_requests.Reader.Count < _lastGroup)
        {
            _complete.Wait(Patience);
        }

        Volatile.Write(ref _expected, 0);
    }

    private void TellGroup()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _expected) is > 0 and var expected && _requests.Reader.Count >= expected)
        {
            _complete.Set();
        }
    }
}
