using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Takes events out of delivery that cannot be delivered as they are, and reports them.</summary>
internal static class QuarantineSuspects
{
    /// <summary>Decides after a link has ended which of the events in flight are suspected of breaking links.</summary>
    /// <returns>True when one of them was set aside.</returns>
    public static bool AfterLink(DeliveryContext context, DeliveryCounts counts, List<EventId> unanswered, bool byPeer)
    {
        var watch = context.Memory.Poison;
        var before = watch.Alone;
        if (watch.LinkEnded(unanswered.ConvertAll(id => id.Sequence), byPeer) is { } culprit)
        {
            var id = unanswered.Find(id => id.Sequence == culprit);
            if (context.Replay.LeaveOut(culprit))
            {
                Log.ReplayLeavesOut(context.Logger, id.ToString());
                return false;
            }

            Put(context, counts, id, "the broker ended every link over which it was sent, the last time when it was sent alone");
            return true;
        }

        if (before is null && watch.Alone is not null)
        {
            Log.Suspected(context.Logger, unanswered.Count);
        }

        return false;
    }

    public static void Put(DeliveryContext context, DeliveryCounts counts, EventId id, string why)
    {
        Log.SetAside(context.Logger, id.ToString(), why);
        context.Outbox.SetAside(id, why);
        context.Memory.SentBefore.Remove(id.Sequence);
        counts.AddSetAside();
        context.Trouble?.Invoke(new DeliveryTrouble(DeliveryTroubleKind.EventSetAside, $"Event {id} was set aside: {why}."));
    }
}
