using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Takes what the backend sends to the device: receipts and wishes for a replay. What it cannot read it logs and forgets.</summary>
internal sealed class CommandDesk(DeliveryContext context)
{
    /// <summary>Topic suffix of receipts.</summary>
    public const string Receipt = "receipt";

    /// <summary>Topic suffix of wishes for a replay.</summary>
    public const string Replay = "cmd/replay";

    /// <summary>Takes one message; returns at once.</summary>
    /// <param name="suffix">Its topic under the device's root.</param>
    /// <param name="message">The message.</param>
    public void Take(string suffix, ReceivedMessage message)
    {
        var problem = string.Empty;
        switch (suffix)
        {
            case Receipt when ReceiptMessage.Parse(message.Payload.Span, out problem) is { } receipt:
                problem = context.Receipts.TryAdd(receipt) ? string.Empty : "too many receipts wait";
                context.Wake?.Invoke();
                break;
            case Replay when message.IsRetained:
                // It would be carried out again at every connect.
                problem = "a command must not be retained";
                break;
            case Replay when ReplayMessage.Parse(message.Payload.Span, out problem) is { } wish:
                var answer = Want(wish);
                problem = answer.Accepted ? string.Empty : answer.Detail;
                break;
        }

        if (problem.Length > 0)
        {
            Log.CommandIgnored(context.Logger, suffix, problem);
        }
    }

    /// <summary>Somebody wants a range again.</summary>
    public ReplayAnswer Want(ReplayMessage wish)
    {
        if (wish.From < 1 || wish.To < wish.From)
        {
            return new ReplayAnswer(false, $"{wish.From} to {wish.To} is no range of event numbers.");
        }

        if (wish.StoreEpoch is { } epoch && !context.Outbox.KnowsEpoch(epoch))
        {
            return new ReplayAnswer(false, $"This store has never held events of epoch {epoch}.");
        }

        var last = context.Outbox.LastSequence;
        if (wish.From > last)
        {
            return new ReplayAnswer(false, $"The last event has number {last}; there is nothing from {wish.From} on.");
        }

        // What is stored from now on goes by itself.
        var range = wish with { To = Math.Min(wish.To, last) };
        if (!context.Replay.TryAdd(range))
        {
            return new ReplayAnswer(false, $"{ReplayFeed.MaximumRanges} ranges wait to be replayed; ask again later.");
        }

        Log.ReplayWanted(context.Logger, range.From, range.To);
        context.Wake?.Invoke();
        return new ReplayAnswer(
            true,
            $"What the store still holds of {range.From} to {range.To} goes again, at most {context.Options.ReplayRate} events a second.");
    }
}
