using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>
/// The backend has stored events: all numbers of an epoch up to one, or single ones. On the wire <c>{"storeepoch":"…","upTo":17}</c> or
/// <c>{"ids":["…"]}</c>; other fields are passed over.
/// </summary>
/// <param name="StoreEpoch">The epoch; null with <paramref name="Ids"/>.</param>
/// <param name="UpTo">The last number; 0 with <paramref name="Ids"/>.</param>
/// <param name="Ids">Single events; null with <paramref name="UpTo"/>.</param>
internal sealed record ReceiptMessage(string? StoreEpoch, long UpTo, IReadOnlySet<EventId>? Ids)
{
    /// <summary>True when the event is among those that are stored.</summary>
    public bool Covers(EventId id) => Ids is { } ids
        ? ids.Contains(id)
        : id.Sequence <= UpTo && string.Equals(id.StoreEpoch, StoreEpoch, StringComparison.Ordinal);

    /// <summary>Reads a payload.</summary>
    /// <returns>Null when it is no receipt; then <paramref name="problem"/> says why.</returns>
    public static ReceiptMessage? Parse(ReadOnlySpan<byte> payload, out string problem)
    {
        problem = "it is no receipt: {\"storeepoch\":\"…\",\"upTo\":N} or {\"ids\":[\"…\"]} is expected";
        if (!DeviceCommand.TryRead(payload, out var command, ref problem))
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
                    problem = "one of its ids is none";
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
