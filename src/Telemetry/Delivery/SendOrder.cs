using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Chooses the event to send next. A suspected event is sent alone. Otherwise events that are due by the clock and limited in rate come first
/// (probes of paused topics, overdue receipts, replays), then pending ones, oldest first, so that over all links the order of first
/// transmission is the order of numbers.
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

    /// <summary>When the next event is due by the clock; null for none.</summary>
    public TimeSpan? NextAt => _memory.Poison.Alone is not null
        ? null
        : DeliveryContext.Earlier(_memory.Paused.NextTry, DeliveryContext.Earlier(_memory.Receipts.NextDue, _context.Replay.NextAt));

    private bool MayAwaitOneMore =>
        !_context.Options.Receipts || _memory.Receipts.Count + _inFlight.Count < _context.Options.MaximumAwaitingReceipt;

    /// <summary>Returns the event to send next, and why; null when there is none.</summary>
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

    /// <summary>Starts again from the oldest pending event.</summary>
    public void Rewind() => _pending.Rewind();

    /// <summary>Pauses a topic that the broker refuses.</summary>
    /// <returns>True when the topic was not paused before.</returns>
    public bool Pause(StoredEvent stored, string reason) => _pending.Pause(stored, reason);

    /// <summary>Resumes a topic that the broker accepts.</summary>
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

        // No event is suspected any more: continue from the oldest.
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

    /// <summary>Reads a row that is still pending; null when it is not.</summary>
    private StoredEvent? Read(long sequence) =>
        _context.Outbox.ReadRange(sequence, sequence, 1) is [{ State: EventState.Pending } stored] ? stored : null;
}
