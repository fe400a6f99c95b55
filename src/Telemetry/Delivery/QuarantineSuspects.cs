using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Takes events out of delivery that cannot be delivered as they are, and reports them.</summary>
internal static class QuarantineSuspects
{
    /// <summary>How the reason begins why an event was set aside at which the broker ends the link.</summary>
    public const string EndedLinks = "the broker ended every link over which it was sent";

    /// <summary>Decides after a link has ended what the events in flight have to do with it.</summary>
    /// <param name="context">Holds the memory of delivery.</param>
    /// <param name="counts">The counts of delivery.</param>
    /// <param name="unanswered">The events in flight.</param>
    /// <param name="failure">How the link ended.</param>
    /// <param name="isAboutEvents">True when the broker said that something is not authorised, and only the events can be meant.</param>
    /// <returns>True when one of them was set aside.</returns>
    public static bool AfterLink(DeliveryContext context, DeliveryCounts counts, List<UnansweredEvent> unanswered, LinkException failure, bool isAboutEvents)
    {
        var memory = context.Memory;
        var before = memory.Poison.Alone;
        var alone = memory.Poison.LinkEnded(unanswered.ConvertAll(static one => one.Id.Sequence), failure.ByPeer);
        if (failure.ByPeer && unanswered.Count > 0)
        {
            memory.LastRefusal = $"{failure.Message} ({unanswered[0].Id} was in flight)";
        }

        if (alone is { } culprit)
        {
            return Judge(context, counts, unanswered.Find(one => one.Id.Sequence == culprit), failure);
        }

        if (isAboutEvents && TopicOfAll(unanswered) is { } topic)
        {
            // The broker says what it is about, so there is nothing to find out.
            Pause(context, unanswered[0], topic, controls: 0, failure.Message);
            unanswered.ForEach(one => memory.Poison.Forget(one.Id.Sequence));
        }
        else if (before is null && memory.Poison.Alone is not null)
        {
            Log.Suspected(context.Logger, unanswered.Count);
        }

        return false;
    }

    public static void Put(DeliveryContext context, DeliveryCounts counts, EventId id, string why)
    {
        if (context.Limit.Take("set aside") is { } more)
        {
            Log.SetAside(context.Logger, id.ToString(), why, more);
        }

        context.Outbox.SetAside(id, why);
        context.Memory.SentBefore.Remove(id.Sequence);
        context.Memory.Refused.Forget(id.Sequence);
        counts.AddSetAside();
        context.Trouble?.Invoke(new DeliveryTrouble(DeliveryTroubleKind.EventSetAside, $"Event {id} was set aside: {why}."));
    }

    /// <summary>The broker has ended the link while one event was alone on it.</summary>
    private static bool Judge(DeliveryContext context, DeliveryCounts counts, UnansweredEvent culprit, LinkException failure)
    {
        var (id, topic, place) = culprit;
        if (context.Replay.LeaveOut(id.Sequence))
        {
            Log.ReplayLeavesOut(context.Logger, id.ToString());
            return false;
        }

        var refused = context.Memory.Refused;
        if (refused.Refuse(id.Sequence, topic, place, endedLink: true) == RefusalVerdict.Convicted)
        {
            Put(context, counts, id, $"{EndedLinks}, and others of its topic got through: {failure.Message}");
            return true;
        }

        // Another event of the topic is tried next, alone and over a new link; when it ends the link too, the topic is at fault and not an event.
        Pause(context, culprit, topic, refused.CountWithoutControl(topic) < 2 ? 1 : 0, failure.Message);
        return false;
    }

    private static void Pause(DeliveryContext context, UnansweredEvent refused, string topic, int controls, string why)
    {
        if (context.Memory.Paused.Pause(topic, PauseCause.EndsLink, refused.Id.Sequence, controls, context.Now))
        {
            context.Memory.LastRefusal = $"the broker ends the link at {refused.Id}: {why}";
            context.ReportPaused(topic);
        }
    }

    private static string? TopicOfAll(List<UnansweredEvent> events)
    {
        for (var i = 1; i < events.Count; i++)
        {
            if (events[i].Topic != events[0].Topic)
            {
                return null;
            }
        }

        return events.Count > 0 ? events[0].Topic : null;
    }
}
