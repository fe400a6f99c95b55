using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Chooses with which event a paused topic is tried, and resumes it when the broker accepts one.</summary>
/// <param name="context">Holds the outbox and the paused topics.</param>
/// <param name="inFlight">The events that were sent and not answered.</param>
/// <param name="publisher">Knows the sizes of packets.</param>
internal sealed class TopicTrials(DeliveryContext context, InFlight inFlight, IEventPublisher publisher)
{
    private const int PageRows = 64;

    // Together more rows than may be in flight, all of which may have been refused.
    private const int MaximumPages = 20;

    private PausedTopics Paused => context.Memory.Paused;

    /// <summary>True when the next event has to be sent alone.</summary>
    public bool IsAloneDue => Paused.IsAloneDue(context.Now);

    /// <summary>Returns an event that is due to be tried among others; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Next()
    {
        Paused.NoteLast(context.Outbox.LastSequence, context.Now);
        while (Paused.TakeDue(context.Now) is { } due)
        {
            if (Choose(due) is { } chosen)
            {
                return chosen;
            }
        }

        return null;
    }

    /// <summary>Returns an event that is due to be tried alone; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? NextAlone()
    {
        while (Paused.TakeDueAlone(context.Now) is { } due)
        {
            if (Choose(due) is { } chosen)
            {
                return chosen;
            }
        }

        return null;
    }

    /// <summary>Pauses a topic after the broker has refused one of its events.</summary>
    public void Pause(StoredEvent stored, PauseCause cause)
    {
        if (Paused.Pause(stored.Topic, cause, stored.Id.Sequence, cause == PauseCause.Refused ? PausedTopics.ControlsAtOnce : 0, context.Now))
        {
            context.ReportPaused(stored.Topic);
        }
    }

    /// <summary>Resumes a topic that the broker accepts.</summary>
    /// <returns>True when it was paused.</returns>
    public bool Resume(string topic)
    {
        if (!Paused.Contains(topic))
        {
            return false;
        }

        var wasReported = Paused.Names.Contains(topic, StringComparer.Ordinal);
        Paused.Resume(topic);
        if (wasReported)
        {
            context.Memory.PublishPausedNames();
            context.SetAside.TopicResumed();
            if (context.Limit.Take("resumed " + topic) is { } more)
            {
                Log.TopicResumed(context.Logger, topic, more);
            }
        }

        return true;
    }

    private StoredEvent? Choose(PausedTopicTry due)
    {
        var chosen = due.IsControl ? Control(due.Topic) : null;
        if (chosen is null && due.IsAtOnce)
        {
            if (Paused.WithoutControl(due.Topic, context.Now))
            {
                context.ReportPaused(due.Topic);
            }

            return null;
        }

        if (chosen is null)
        {
            if (context.Outbox.ReadPending(0, 1, due.Topic) is not [var oldest])
            {
                Resume(due.Topic);
                return null;
            }

            // An event that only waits for its receipt serves as well: later events of the topic depend on the result.
            chosen = oldest;
        }

        if (inFlight.Contains(chosen.Id.Sequence))
        {
            return null;
        }

        Paused.Trying(due.Topic, chosen.Id.Sequence);
        return chosen;
    }

    /// <summary>
    /// Returns an event of the topic that was not refused: the smallest of some of the newest and the oldest, and of equal ones the newest. Large events may be refused for
    /// their size, and many in a row for a fault of the version that wrote them.
    /// </summary>
    private StoredEvent? Control(string topic)
    {
        var newest = context.Outbox.ReadPending(Math.Max(0, context.Outbox.LastSequence - PageRows), PageRows, topic).Where(IsControl).ToList();
        return FirstUntried(topic).Concat(newest).Reverse().MinBy(static stored => stored.Payload.Length);
    }

    private List<StoredEvent> FirstUntried(string topic)
    {
        var cursor = 0L;
        for (var page = 0; page < MaximumPages; page++)
        {
            var rows = context.Outbox.ReadPending(cursor, PageRows, topic);
            if (rows.Count == 0)
            {
                break;
            }

            cursor = rows[^1].Id.Sequence;
            if (rows.Where(IsControl).ToList() is { Count: > 0 } untried)
            {
                return untried;
            }
        }

        return [];
    }

    private bool IsControl(StoredEvent stored) =>
        !context.Memory.Refused.Contains(stored.Id.Sequence) && !inFlight.Contains(stored.Id.Sequence) && publisher.SizeOf(stored) <= publisher.MaximumPacketSize;
}
