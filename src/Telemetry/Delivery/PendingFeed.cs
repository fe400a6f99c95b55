using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Returns pending events in number order, read in pages. Events of a topic that the broker refuses are left out; <see cref="TopicTrials"/> tries them.
/// </summary>
/// <param name="context">Holds the outbox and the paused topics.</param>
/// <param name="inFlight">The events that were sent and not answered.</param>
internal sealed class PendingFeed(DeliveryContext context, InFlight inFlight)
{
    // The number of rows read at once; the outbox also limits their bytes.
    private const int PageRows = 256;

    private readonly Queue<StoredEvent> _page = new();
    private long _cursor;

    /// <summary>Returns the next event that has not been returned before; null when there is none at present.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Next()
    {
        while (_page.Count > 0 || ReadPage())
        {
            var stored = _page.Dequeue();
            if (!context.Memory.Paused.Contains(stored.Topic) && !IsTaken(stored.Id.Sequence))
            {
                return stored;
            }
        }

        return null;
    }

    /// <summary>Starts again from the oldest event.</summary>
    public void Rewind()
    {
        _cursor = 0;
        _page.Clear();
    }

    private bool IsTaken(long sequence) => inFlight.Contains(sequence) || context.Memory.Receipts.Contains(sequence);

    private bool ReadPage()
    {
        while (_page.Count == 0 && _cursor < context.Outbox.LastSequence)
        {
            var rows = context.Outbox.ReadPending(_cursor, PageRows);
            if (rows.Count == 0)
            {
                return false;
            }

            foreach (var stored in rows)
            {
                // An event in flight may be acknowledged before its turn in the page comes, and must not be sent again then.
                if (!IsTaken(stored.Id.Sequence))
                {
                    _page.Enqueue(stored);
                }

                _cursor = stored.Id.Sequence;
            }
        }

        return _page.Count > 0;
    }
}
