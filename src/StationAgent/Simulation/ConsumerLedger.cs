using StationAgent.Contracts;

namespace StationAgent.Simulation;

/// <summary>A consumer's record: drop-offs in the order of arrival, each with the amendment that refers to it.</summary>
internal sealed class ConsumerLedger
{
    private readonly long _after;
    private readonly Lock _gate = new();
    private readonly List<ReceivedDropOff> _dropOffs = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private long _highest;
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="after">Events up to this number were stored before the simulation began and do not count.</param>
    public ConsumerLedger(long after)
    {
        _after = after;
        _highest = after;
    }

    /// <summary>Events that arrived after one with a higher number.</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>Amendments that refer to a drop-off that had not been received before.</summary>
    public int Orphans { get; private set; }

    /// <summary>The drop-offs so far.</summary>
    public IReadOnlyList<ReceivedDropOff> DropOffs
    {
        get
        {
            lock (_gate)
            {
                return [.. _dropOffs];
            }
        }
    }

    /// <summary>Takes an event that was not received before.</summary>
    public void Add(ReceivedEvent received)
    {
        if (received.Number <= _after)
        {
            return;
        }

        lock (_gate)
        {
            OutOfOrder += received.Number < _highest ? 1 : 0;
            _highest = Math.Max(_highest, received.Number);
            if (received.DropOff() is { } dropOff)
            {
                _byId[received.Envelope.Id] = _dropOffs.Count;
                _dropOffs.Add(new ReceivedDropOff(received.Envelope.Id, dropOff, Change: null));
            }
            else if (received.Amendment() is { } amendment)
            {
                Amend(amendment);
            }

            _grown.SetResult();
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until an event with this number or a higher one has arrived.</summary>
    public async Task WhenReachedAsync(long number, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task grown;
            lock (_gate)
            {
                if (_highest >= number)
                {
                    return;
                }

                grown = _grown.Task;
            }

            await grown.WaitAsync(cancellationToken);
        }
    }

    private void Amend(AmendmentData amendment)
    {
        if (_byId.TryGetValue(amendment.Amends, out var index))
        {
            _dropOffs[index] = _dropOffs[index] with { Change = amendment.Change, Reason = amendment.Reason };
        }
        else
        {
            Orphans++;
        }
    }
}
