using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>
/// A receipt: the backend has stored all numbers of an epoch up to one, or single events. In JSON <c>{"storeepoch":"…","upTo":17}</c> or
/// <c>{"ids":["…"]}</c>; other fields are ignored.
/// </summary>
/// <param name="StoreEpoch">The epoch; null with <paramref name="Ids"/>.</param>
/// <param name="UpTo">The last number; 0 with <paramref name="Ids"/>.</param>
/// <param name="Ids">Single events; null with <paramref name="UpTo"/>.</param>
internal sealed record ReceiptMessage(string? StoreEpoch, long UpTo, IReadOnlySet<EventId>? Ids)
{
    /// <summary>True when the receipt covers the event.</summary>
    public bool Covers(EventId id) => Ids is { } ids
        ? ids.Contains(id)
        : id.Sequence <= UpTo && string.Equals(id.StoreEpoch, StoreEpoch, StringComparison.Ordinal);

    /// <summary>Reads a payload.</summary>
    /// <returns>Null when it is not a receipt; then <paramref name="problem"/> says why.</returns>
    public static ReceiptMessage? Parse(ReadOnlySpan<byte> payload, out string problem)
    {
        problem = "it is not a receipt: {\"storeepoch\":\"…\",\"upTo\":N} or {\"ids\":[\"…\"]} is expected";
        if (!DeviceMessage.TryRead(payload, out var command, ref problem))
        {
            return null;
        }

        if (command.Ids is { Count: > 0 } texts && command.UpTo is null)
        {
            var ids = new HashSet<EventId>(texts.Count);
            foreach (var text in texts)
            {
                if (!EventId.TryParse(text, out var id))
                {
                    problem = "one of its ids is not an event id";
                    return null;
                }

                ids.Add(id);
            }

            return new ReceiptMessage(null, 0, ids);
        }

        return command is { Ids: null, UpTo: >= 1, StoreEpoch: { } epoch } && EventId.IsEpoch(epoch)
            ? new ReceiptMessage(epoch, command.UpTo.Value, null)
            : null;
    }
}
