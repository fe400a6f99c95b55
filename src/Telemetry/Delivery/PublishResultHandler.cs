using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Acts on the broker's answers to published events and on the backend's receipts.</summary>
internal sealed class PublishResultHandler(
    DeliveryContext context, DeliveryCounts counts, SendOrder order, TopicTrials trials, IEventPublisher publisher, BrokerBackoff backoff, InFlight inFlight)
{
    private const int PacketTooLarge = 0x95;

    private readonly HashSet<long> _receiptedInFlight = [];
    private readonly HashSet<string> _withTooLarge = new(StringComparer.Ordinal);
    private readonly SizeComparison _sizes = new(context, publisher);

    private DeliveryMemory Memory => context.Memory;

    /// <summary>Called after an event was delivered or set aside; returns at once.</summary>
    public Action? Progress { get; set; }

    /// <summary>False for an event that is sent again although it was delivered or set aside, and for one that the backend has confirmed before the broker did.</summary>
    public bool IsStillPending(StoredEvent stored, SendReason reason) => reason.IsOfPending() && !_receiptedInFlight.Remove(stored.Id.Sequence);

    /// <summary>Handles an answer of the broker.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="reason">Why it was sent.</param>
    /// <param name="place">Its place in the order of sending.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="now">The running time.</param>
    public void Take(StoredEvent stored, SendReason reason, long place, PublishReply reply, TimeSpan now)
    {
        if (reason == SendReason.Replay)
        {
            context.Replay.Answered(stored.Id.Sequence);
        }

        var isPending = IsStillPending(stored, reason);
        var verdict = PublishVerdicts.Of(reply.Code);
        if (verdict != PublishVerdict.Delivered)
        {
            Memory.LastRefusal = $"the broker refuses {stored.Id}: {Explain(reply)}";
        }

        switch (verdict)
        {
            case PublishVerdict.Delivered:
                backoff.Forget();
                Accept(stored, place);
                Acknowledge(stored, reason, isPending, now);
                break;
            case PublishVerdict.NotAuthorised:
                trials.Pause(stored, PauseCause.NotAuthorised);
                break;
            case PublishVerdict.Refused when isPending:
                Refuse(stored, place, reply);
                break;
            case PublishVerdict.Refused:
                break;
            case PublishVerdict.BackOff when isPending && Memory.Refused.PutOff(stored.Id.Sequence, stored.Topic, now):
                PutAside(stored.Id, $"the broker has put it off for an hour and takes others of its topic: {Explain(reply)}");
                break;
            case PublishVerdict.BackOff:
                if (reason == SendReason.Replay)
                {
                    context.Replay.Retry(stored.Id.Sequence);
                }

                BackOff(Explain(reply), now);
                break;
            default:
                throw new InvalidOperationException($"No verdict for reason code {reply.Code}.");
        }
    }

    /// <summary>
    /// Handles an event whose packet is larger than the broker accepts, and which is therefore not sent. It waits for a link over which the broker
    /// accepts larger ones, unless it is larger than most of its topic.
    /// </summary>
    public void TooLarge(StoredEvent stored, SendReason reason, long size)
    {
        if (reason == SendReason.Replay)
        {
            context.Replay.Answered(stored.Id.Sequence);
        }

        if (!reason.IsOfPending())
        {
            return;
        }

        var why = $"its packet has {size} bytes and the broker accepts at most {publisher.MaximumPacketSize}";
        if (_sizes.IsExceptional(stored))
        {
            PutAside(stored.Id, why);
            return;
        }

        Memory.LastRefusal = $"{stored.Id} was not sent: {why}";
        if (_withTooLarge.Add(stored.Topic))
        {
            context.Trouble?.Invoke(new DeliveryTrouble(DeliveryTroubleKind.EventTooLarge, $"Event {stored.Id} waits: {why}."));
        }
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

    private void Accept(StoredEvent stored, long place)
    {
        var count = _sizes.Accepted(stored);
        foreach (var sequence in Memory.Refused.Accept(stored.Id.Sequence, stored.Topic, place))
        {
            Memory.Poison.Suspect(sequence);
        }

        // One that was sent before the refusal says nothing about what the broker accepts now.
        var isResumed = Memory.Refused.IsAcceptedAfterAll(stored.Topic) && trials.Resume(stored.Topic);

        // Events that were too large are compared again now and then: what is larger than a few may not be larger than most.
        if (isResumed || (_withTooLarge.Contains(stored.Topic) && int.IsPow2(count)))
        {
            order.Rewind();
        }
    }

    // The event is not known to be at fault before another one of its topic got through; until then it stays pending.
    private void Refuse(StoredEvent stored, long place, PublishReply reply)
    {
        var mayConvict = true;
        if (reply.Code == PacketTooLarge)
        {
            _sizes.Refused(stored);
            mayConvict = _sizes.IsExceptional(stored);
        }

        switch (Memory.Refused.Refuse(stored.Id.Sequence, stored.Topic, place, mayConvict))
        {
            case RefusalVerdict.Convicted:
                PutAside(stored.Id, $"the broker refuses it and takes others of its topic: {Explain(reply)}");
                break;
            case RefusalVerdict.SendAgain:
                order.Rewind();
                break;
            default:
                trials.Pause(stored, PauseCause.Refused);
                break;
        }
    }

    private void BackOff(string why, TimeSpan now)
    {
        if (backoff.IsOn)
        {
            return;
        }

        backoff.Begin(now, context.Random.NextDouble());
        if (context.Limit.Take("back-off") is { } more)
        {
            Log.BackingOff(context.Logger, why, (backoff.Until.GetValueOrDefault() - now).TotalSeconds, more);
        }
    }

    private void Acknowledge(StoredEvent stored, SendReason reason, bool isPending, TimeSpan now)
    {
        if (!reason.IsOfPending())
        {
            counts.AddReplayed();
            if (stored.State == EventState.SetAside)
            {
                context.Outbox.MarkReplayed(stored.Id);
                if (context.Limit.Take("accepted after all") is { } more)
                {
                    Log.AcceptedAfterAll(context.Logger, stored.Id.ToString(), more);
                }
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

    private static string Explain(PublishReply reply) =>
        string.IsNullOrEmpty(reply.Reason) ? PublishVerdicts.Explain(reply.Code) : $"{PublishVerdicts.Explain(reply.Code)}: {reply.Reason}";
}
