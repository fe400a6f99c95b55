using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Chooses the event to send next. A suspected event is sent alone. Otherwise events that are due by the clock and limited in rate come first
/// (trials of paused topics, overdue receipts, replays, events that were set aside), then pending ones, oldest first, so that over all links the order of first
/// transmission is the order of numbers.
/// </summary>
internal sealed class SendOrder
{
    private readonly DeliveryContext _context;
    private readonly DeliveryMemory _memory;
    private readonly InFlight _inFlight;
    private readonly PendingFeed _pending;
    private readonly TopicTrials _trials;

    public SendOrder(DeliveryContext context, InFlight inFlight, TopicTrials trials)
    {
        _trials = trials;
        _context = context;
        _memory = context.Memory;
        _inFlight = inFlight;
        _pending = new PendingFeed(context, inFlight);
    }

    /// <summary>When the next event is due by the clock; null for none.</summary>
    public TimeSpan? NextAt => DeliveryContext.Earlier(
        DeliveryContext.Earlier(_memory.Paused.NextTry, _context.SetAside.NextAt),
        DeliveryContext.Earlier(_memory.Receipts.NextDue, _context.Replay.NextAt));

    /// <summary>True when the next event has to be sent with nothing else in flight.</summary>
    public bool IsAloneDue => _memory.Poison.Alone is not null || _trials.IsAloneDue;

    private bool MayAwaitOneMore =>
        !_context.Options.Receipts || _memory.Receipts.Count + _inFlight.Count < _context.Options.MaximumAwaitingReceipt;

    /// <summary>Returns the event to send next, and why; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public (StoredEvent Stored, SendReason Reason)? Next()
    {
        if (IsAloneDue)
        {
            if (_inFlight.Count > 0)
            {
                return null;
            }

            if ((Suspect() ?? TrialAlone()) is { } alone)
            {
                _memory.Poison.SentAlone(alone.Stored.Id.Sequence);
                return alone;
            }
        }

        if (_trials.Next() is { } trial)
        {
            return (trial, ReasonOf(trial));
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

        if (_context.SetAside.Next() is { } second && !_inFlight.Contains(second.Id.Sequence))
        {
            return (second, SendReason.SecondChance);
        }

        return MayAwaitOneMore && _pending.Next() is { } stored ? (stored, SendReason.Pending) : null;
    }

    /// <summary>Called when an event that was chosen is not sent after all.</summary>
    public void NotSent(StoredEvent stored, SendReason reason)
    {
        if (reason == SendReason.Replay)
        {
            _context.Replay.Retry(stored.Id.Sequence);
        }
    }

    /// <summary>Starts again from the oldest pending event.</summary>
    public void Rewind() => _pending.Rewind();

    private SendReason ReasonOf(StoredEvent trial) =>
        _memory.Receipts.Contains(trial.Id.Sequence) ? SendReason.ReceiptOverdue : SendReason.Trial;

    private (StoredEvent Stored, SendReason Reason)? TrialAlone() => _trials.NextAlone() is { } trial ? (trial, ReasonOf(trial)) : null;

    private (StoredEvent Stored, SendReason Reason)? Suspect()
    {
        while (_memory.Poison.Alone is { } sequence)
        {
            // Events of a paused topic wait for its trials.
            if (Read(sequence) is { } stored && !_memory.Paused.Contains(stored.Topic))
            {
                return (stored, SendReason.Trial);
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
