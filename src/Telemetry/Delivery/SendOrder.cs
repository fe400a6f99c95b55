using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Which event goes next. A suspect goes alone. Else first what is due by the clock and bounded in rate (probes of paused topics, overdue receipts,
/// replays), then what is pending, oldest first, so that over all links the order of first transmission is the order of numbers.
/// </summary>
internal sealed class SendOrder
{
    private readonly DeliveryContext _context;
    private readonly DeliveryMemory _memory;
    private readonly InFlight _inFlight;
    private readonly PendingFeed _pending;

    public SendOrder(DeliveryContext context, InFlight inFlight)
    {
        _context = context;
        _memory = context.Memory;
        _inFlight = inFlight;
        _pending = new PendingFeed(context, inFlight);
    }

    /// <summary>When the next event falls due by the clock; null when none does.</summary>
    public TimeSpan? NextAt => _memory.Poison.Alone is not null
        ? null
        : DeliveryContext.Earlier(_memory.Paused.NextTry, DeliveryContext.Earlier(_memory.Receipts.NextDue, _context.Replay.NextAt));

    private bool MayAwaitOneMore =>
        !_context.Options.Receipts || _memory.Receipts.Count + _inFlight.Count < _context.Options.MaximumAwaitingReceipt;

    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public (StoredEvent Stored, SendReason Reason)? Next()
    {
        if (_memory.Poison.Alone is not null)
        {
            if (_inFlight.Count > 0)
            {
                return null;
            }

            if (Suspect() is { } suspect)
            {
                return suspect;
            }
        }

        if (_pending.Probe() is { } probe)
        {
            return (probe, _memory.Receipts.Contains(probe.Id.Sequence) ? SendReason.ReceiptOverdue : SendReason.Pending);
        }

        if (Overdue() is { } overdue)
        {
            return (overdue, SendReason.ReceiptOverdue);
        }

        if (_context.Replay.Next() is { } again)
        {
            if (!_inFlight.Contains(again.Id.Sequence))
            {
                return (again, SendReason.Replay);
            }

            _context.Replay.Answered(again.Id.Sequence);
        }

        return MayAwaitOneMore && _pending.Next() is { } stored ? (stored, SendReason.Pending) : null;
    }

    /// <summary>Starts over from the oldest pending event.</summary>
    public void Rewind() => _pending.Rewind();

    /// <summary>The broker refuses a topic.</summary>
    /// <returns>True when it did not before.</returns>
    public bool Pause(StoredEvent stored, string reason) => _pending.Pause(stored, reason);

    /// <summary>The broker takes a topic.</summary>
    public void Resume(string topic) => _pending.Resume(topic);

    private (StoredEvent Stored, SendReason Reason)? Suspect()
    {
        while (_memory.Poison.Alone is { } sequence)
        {
            if (Read(sequence) is { } stored)
            {
                return (stored, SendReason.Pending);
            }

            if (_context.Replay.Suspect(sequence) is { } again)
            {
                return (again, SendReason.Replay);
            }

            _memory.Poison.Forget(sequence);
        }

        // Nobody is suspected any more: what was read before goes on.
        Rewind();
        return null;
    }

    private StoredEvent? Overdue()
    {
        while (_memory.Receipts.TakeDue(_context.Now) is { } sequence)
        {
            if (_inFlight.Contains(sequence))
            {
                continue;
            }

            if (Read(sequence) is not { } stored)
            {
                _memory.Receipts.Remove(sequence);
            }
            else if (!_memory.Paused.Contains(stored.Topic))
            {
                return stored;
            }
        }

        return null;
    }

    /// <summary>A row that is pending still.</summary>
    private StoredEvent? Read(long sequence) =>
        _context.Outbox.ReadRange(sequence, sequence, 1) is [{ State: EventState.Pending } stored] ? stored : null;
}
