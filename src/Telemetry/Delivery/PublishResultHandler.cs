using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Acts on the broker's answers to published events and on the backend's receipts.</summary>
internal sealed class PublishResultHandler(DeliveryContext context, DeliveryCounts counts, SendOrder order, BrokerBackoff backoff, InFlight inFlight)
{
    private readonly HashSet<long> _receiptedInFlight = [];

    private DeliveryMemory Memory => context.Memory;

    /// <summary>Called after an event was delivered or set aside; returns at once.</summary>
    public Action? Progress { get; set; }

    /// <summary>False for a replayed event, and for one that the backend has confirmed before the broker did.</summary>
    public bool IsStillPending(StoredEvent stored, SendReason reason) =>
        reason != SendReason.Replay && !_receiptedInFlight.Remove(stored.Id.Sequence);

    /// <summary>Handles an answer of the broker.</summary>
    public void Take(StoredEvent stored, SendReason reason, PublishReply reply, TimeSpan now)
    {
        if (reason == SendReason.Replay)
        {
            context.Replay.Answered(stored.Id.Sequence);
        }

        var isPending = IsStillPending(stored, reason);
        switch (PublishVerdicts.Of(reply.Code))
        {
            case PublishVerdict.Delivered:
                backoff.Forget();
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
                    context.Replay.Retry(stored.Id.Sequence);
                }

                if (!backoff.IsOn)
                {
                    backoff.Begin(now, context.Random.NextDouble());
                    Log.BackingOff(context.Logger, Explain(reply), (backoff.Until.GetValueOrDefault() - now).TotalSeconds);
                }

                break;
            default:
                throw new InvalidOperationException($"No verdict for reason code {reply.Code}.");
        }
    }

    /// <summary>Handles an event whose packet is larger than the broker accepts.</summary>
    public void TooLarge(StoredEvent stored, SendReason reason, long size, long maximum)
    {
        if (reason == SendReason.Replay)
        {
            context.Replay.Answered(stored.Id.Sequence);
            return;
        }

        PutAside(stored.Id, $"its packet has {size} bytes and the broker accepts at most {maximum}");
    }

    /// <summary>
    /// Handles the receipts that have arrived. They count only for events that were sent since the start: the backend cannot have others.
    /// </summary>
    public void TakeReceipts()
    {
        while (context.Receipts.TryTake(out var receipt))
        {
            // An event that is sent again because its receipt was overdue is in both lists.
            foreach (var id in inFlight.CoveredBy(receipt!))
            {
                if (_receiptedInFlight.Add(id.Sequence))
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
        // Counted before the queue gets shorter, so that all events are counted when the queue is seen empty.
        counts.AddDelivered();
        context.Outbox.MarkDelivered(id);
        Memory.SentBefore.Remove(id.Sequence);
        Progress?.Invoke();
    }

    private void PutAside(EventId id, string why)
    {
        Memory.Receipts.Remove(id.Sequence);
        QuarantineSuspects.Put(context, counts, id, why);
        Progress?.Invoke();
    }

    private void Tell(DeliveryTroubleKind kind, string detail) => context.Trouble?.Invoke(new DeliveryTrouble(kind, detail));

    private static string Explain(PublishReply reply) =>
        string.IsNullOrEmpty(reply.Reason) ? PublishVerdicts.Explain(reply.Code) : $"{PublishVerdicts.Explain(reply.Code)}: {reply.Reason}";
}
