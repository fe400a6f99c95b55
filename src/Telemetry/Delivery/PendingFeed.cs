using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Returns pending events in number order, read in pages. Of a topic that the broker refuses, it returns only one event at intervals, as a probe.
/// </summary>
/// <param name="context">Holds the outbox and the paused topics.</param>
/// <param name="inFlight">The events that were sent and not answered.</param>
internal sealed class PendingFeed(DeliveryContext context, InFlight inFlight)
{
    // The number of rows read at once; the outbox also limits their bytes.
    private const int PageRows = 256;

    private readonly Queue<StoredEvent> _page = new();
    private long _cursor;

    private PausedTopics Paused => context.Memory.Paused;

    /// <summary>Returns an event of a paused topic that is due for a retry; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Probe()
    {
        while (Paused.TakeDue(context.Now) is { } topic)
        {
            if (context.Outbox.ReadPending(0, 1, topic) is not [var probe])
            {
                Resume(topic);
            }
            else if (!inFlight.Contains(probe.Id.Sequence))
            {
                // An event that only waits for its receipt is a valid probe too: later events of the topic depend on the result.
                return probe;
            }
        }

        return null;
    }

    /// <summary>Returns the next event that has not been returned before; null when there is none at present.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Next()
    {
        while (_page.Count > 0 || ReadPage())
        {
            var stored = _page.Dequeue();
            if (!Paused.Contains(stored.Topic) && !IsTaken(stored.Id.Sequence))
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

    /// <summary>Pauses a topic that the broker refuses.</summary>
    /// <returns>True when the topic was not paused before.</returns>
    public bool Pause(StoredEvent stored, string reason)
    {
        if (!Paused.Pause(stored.Topic, context.Now))
        {
            return false;
        }

        Log.TopicPaused(context.Logger, stored.Topic, stored.Id.ToString(), reason);
        context.Memory.PublishPausedNames();
        return true;
    }

    /// <summary>Resumes a topic that the broker accepts; its events are returned again from the oldest.</summary>
    public void Resume(string topic)
    {
        if (Paused.Resume(topic))
        {
            context.Memory.PublishPausedNames();
            Log.TopicResumed(context.Logger, topic);
            Rewind();
        }
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
