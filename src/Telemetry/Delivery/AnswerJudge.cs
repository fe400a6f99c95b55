using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Draws the consequences of the broker's answers and of the backend's receipts.</summary>
internal sealed class AnswerJudge(DeliveryContext context, DeliveryCounts counts, SendOrder order, SendHold hold, InFlight inFlight)
{
    private readonly HashSet<long> _receiptedOnTheWay = [];

    private DeliveryMemory Memory => context.Memory;

    /// <summary>Called after an event has left the queue; returns at once.</summary>
    public Action? Progress { get; set; }

    /// <summary>False for what was replayed, and for what the backend has confirmed before the broker did.</summary>
    public bool IsPendingStill(StoredEvent stored, SendReason reason) =>
        reason != SendReason.Replay && !_receiptedOnTheWay.Remove(stored.Id.Sequence);

    /// <summary>The broker has answered.</summary>
    public void Take(StoredEvent stored, SendReason reason, PublishReply reply, TimeSpan now)
    {
        if (reason == SendReason.Replay)
        {
            context.Replay.Answered(stored.Id.Sequence);
        }

        var isPending = IsPendingStill(stored, reason);
        switch (PublishVerdicts.Of(reply.Code))
        {
            case PublishVerdict.Delivered:
                hold.Forget();
                order.Resume(stored.Topic);
                Acknowledge(stored, reason, isPending, now);
                break;
            case PublishVerdict.PauseTopic:
                if (order.Pause(stored, Explain(reply)))
                {
                    Tell(DeliveryTroubleKind.TopicRefused, $"The broker refuses events of '{stored.Topic}', first {stored.Id}: {Explain(reply)}.");
                }

                break;
            case PublishVerdict.SetAside:
                if (isPending)
                {
                    PutAside(stored.Id, $"the broker refuses it: {Explain(reply)}");
                }

                break;
            case PublishVerdict.BackOff:
                if (reason == SendReason.Replay)
                {
                    context.Replay.GoAgain(stored.Id.Sequence);
                }

                if (!hold.IsOn)
                {
                    hold.Begin(now, context.Random.NextDouble());
                    Log.BackingOff(context.Logger, Explain(reply), (hold.Until.GetValueOrDefault() - now).TotalSeconds);
                }

                break;
            default:
                throw new InvalidOperationException($"No verdict for reason code {reply.Code}.");
        }
    }

    /// <summary>The broker does not take packets of the event's size.</summary>
    public void TooLarge(StoredEvent stored, SendReason reason, long size, long maximum)
    {
        if (reason == SendReason.Replay)
        {
            context.Replay.Answered(stored.Id.Sequence);
            return;
        }

        PutAside(stored.Id, $"its packet has {size} bytes and the broker takes at most {maximum}");
    }

    /// <summary>
    /// Takes the receipts that have come. They hold for what was sent in this life alone: what has not been sent, the backend cannot have.
    /// </summary>
    public void TakeReceipts()
    {
        while (context.Receipts.TryTake(out var receipt))
        {
            // What goes again because its receipt was overdue stands in both places.
            foreach (var id in inFlight.CoveredBy(receipt!))
            {
                if (_receiptedOnTheWay.Add(id.Sequence))
                {
                    Memory.Receipts.Remove(id.Sequence);
                    Deliver(id);
                }
            }

            foreach (var id in Memory.Receipts.CoveredBy(receipt!))
            {
                Memory.Receipts.Remove(id.Sequence);
                Deliver(id);
            }
        }
    }

    private void Acknowledge(StoredEvent stored, SendReason reason, bool isPending, TimeSpan now)
    {
        if (reason == SendReason.Replay)
        {
            counts.AddReplayed();
            if (stored.State == EventState.SetAside)
            {
                context.Outbox.MarkReplayed(stored.Id);
            }
        }
        else if (isPending && context.Options.Receipts)
        {
            Memory.Receipts.Wait(stored.Id, now);
        }
        else if (isPending)
        {
            Deliver(stored.Id);
        }
    }

    private void Deliver(EventId id)
    {
        // Counted before the queue is shorter: whoever sees it empty finds all of them counted.
        counts.AddDelivered();
        context.Outbox.MarkDelivered(id);
        Memory.SentBefore.Remove(id.Sequence);
        Progress?.Invoke();
    }

    private void PutAside(EventId id, string why)
    {
        Memory.Receipts.Remove(id.Sequence);
        EventsAside.Put(context, counts, id, why);
        Progress?.Invoke();
    }

    private void Tell(DeliveryTroubleKind kind, string detail) => context.Trouble?.Invoke(new DeliveryTrouble(kind, detail));

    private static string Explain(PublishReply reply) =>
        string.IsNullOrEmpty(reply.Reason) ? PublishVerdicts.Explain(reply.Code) : $"{PublishVerdicts.Explain(reply.Code)}: {reply.Reason}";
}
