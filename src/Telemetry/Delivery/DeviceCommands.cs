using StationAgent.Failures;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Handles what the backend sends to the device: receipts, replay requests, and the commands that the program carries out. Unreadable messages are logged and ignored.
/// </summary>
internal sealed class DeviceCommands(DeliveryContext context)
{
    /// <summary>The topic suffix of receipts.</summary>
    public const string Receipt = "receipt";

    /// <summary>The topic suffix of replay requests.</summary>
    public const string Replay = "cmd/replay";

    // Receipts for numbers that do not exist may be a fault of the backend, which must not begin an epoch of the store with each message.
    private static readonly TimeSpan BetweenCopies = TimeSpan.FromHours(1);

    private TimeSpan? _copyFoundAt;

    /// <summary>Handles one message; returns at once.</summary>
    /// <param name="suffix">Its topic under the device's root.</param>
    /// <param name="message">The message.</param>
    public void Take(string suffix, ReceivedMessage message)
    {
        var problem = string.Empty;
        switch (suffix)
        {
            case Receipt when ReceiptMessage.Parse(message.Payload.Span, out problem) is { } receipt:
                Judge(receipt);
                problem = context.Receipts.TryAdd(receipt) ? string.Empty : "too many receipts are waiting";
                context.Wake?.Invoke();
                break;
            case not Receipt when message.IsRetained:
                // The broker would deliver it again at every connect.
                problem = "a command must not be retained";
                break;
            case Replay when ReplayMessage.Parse(message.Payload.Span, out problem) is { } request:
                var answer = RequestReplay(request);
                problem = answer.Accepted ? string.Empty : answer.Detail;
                break;
            case not (Receipt or Replay):
                problem = context.Commands.Take(suffix, message.Payload);
                break;
        }

        if (problem.Length > 0)
        {
            if (context.Limit.Take("ignored " + suffix) is { } more)
            {
                Log.CommandIgnored(context.Logger, OutsideText.Short(suffix), problem.TrimEnd('.'), more);
            }
        }
    }

    private void Judge(ReceiptMessage receipt)
    {
        var highest = receipt.Ids is { Count: > 0 } ids ? ids.MaxBy(static id => id.Sequence) : new EventId(receipt.StoreEpoch ?? string.Empty, receipt.UpTo);
        if (StoreIdentity.Judge(context.Outbox.Identity, highest) is not { } evidence)
        {
            return;
        }

        if (_copyFoundAt is { } last && context.Now - last < BetweenCopies)
        {
            if (context.Limit.Take("copy") is { } more)
            {
                Log.CopyIgnored(context.Logger, evidence.Detail, more);
            }

            return;
        }

        _copyFoundAt = context.Now;
        context.CopyFound?.Invoke(evidence);
    }

    /// <summary>Handles a request to send a range of events again.</summary>
    public ReplayAnswer RequestReplay(ReplayMessage request)
    {
        if (request.From < 1 || request.To < request.From)
        {
            return new ReplayAnswer(false, $"{request.From} to {request.To} is not a range of event numbers.");
        }

        if (request.StoreEpoch is { } epoch && !context.Outbox.KnowsEpoch(epoch))
        {
            return new ReplayAnswer(false, $"This store has never held events of epoch {epoch}.");
        }

        var last = context.Outbox.LastSequence;
        if (request.From > last)
        {
            return new ReplayAnswer(false, $"The last event has number {last}; there is nothing from {request.From} on.");
        }

        // Events stored from now on are delivered without a request.
        var range = request with { To = Math.Min(request.To, last) };
        if (!context.Replay.TryAdd(range))
        {
            return new ReplayAnswer(false, $"{ReplayFeed.MaximumRanges} ranges are already waiting to be replayed; ask again later.");
        }

        if (context.Limit.Take("replay wanted") is { } more)
        {
            Log.ReplayWanted(context.Logger, range.From, range.To, more);
        }

        context.Wake?.Invoke();
        return new ReplayAnswer(
            true,
            $"The stored events from {range.From} to {range.To} will be sent again, at most {context.Options.ReplayRate} a second.");
    }
}
