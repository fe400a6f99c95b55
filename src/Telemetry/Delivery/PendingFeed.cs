using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// What is pending, in number order, read in pages. Of a topic that the broker refuses only one event now and then comes out, as a probe.
/// </summary>
/// <param name="context">Where the rows and the paused topics are.</param>
/// <param name="inFlight">What is on its way.</param>
internal sealed class PendingFeed(DeliveryContext context, InFlight inFlight)
{
    // Rows read at once; the reader also bounds their bytes.
    private const int PageRows = 256;

    private readonly Queue<StoredEvent> _page = new();
    private long _cursor;

    private PausedTopics Paused => context.Memory.Paused;

    /// <summary>An event of a paused topic whose turn has come; null when there is none.</summary>
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
                // One that only waits for its receipt does as well: what comes after it may depend on this probe.
                return probe;
            }
        }

        return null;
    }

    /// <summary>The next event that has not been handed out; null when there is none at present.</summary>
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

    /// <summary>Starts over from the oldest.</summary>
    public void Rewind()
    {
        _cursor = 0;
        _page.Clear();
    }

    /// <summary>The broker refuses a topic.</summary>
    /// <returns>True when it did not before.</returns>
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

    /// <summary>The broker takes a topic, whose events are then handed out again from the oldest.</summary>
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
                // What is taken now may be acknowledged before its turn in the page comes, and must not go again.
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
