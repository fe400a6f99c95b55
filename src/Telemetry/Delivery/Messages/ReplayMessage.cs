using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>
/// Somebody wants a range of stored events again. On the wire <c>{"storeepoch":"…","from":1,"to":17}</c>; other fields are passed over.
/// </summary>
/// <param name="StoreEpoch">The epoch that the events belong to; null for whatever they belong to.</param>
/// <param name="From">First number, from 1.</param>
/// <param name="To">Last number, not below <paramref name="From"/>.</param>
internal sealed record ReplayMessage(string? StoreEpoch, long From, long To)
{
    /// <summary>Reads a payload.</summary>
    /// <returns>Null when it is no such wish; then <paramref name="problem"/> says why.</returns>
    public static ReplayMessage? Parse(ReadOnlySpan<byte> payload, out string problem)
    {
        problem = "it is no replay: {\"storeepoch\":\"…\",\"from\":N,\"to\":M} with 1 <= N <= M is expected";
        return DeviceCommand.TryRead(payload, out var command, ref problem)
            && command is { From: >= 1, To: not null, StoreEpoch: { } epoch }
            && command.To >= command.From
            && EventId.IsEpoch(epoch)
                ? new ReplayMessage(epoch, command.From.Value, command.To.Value)
                : null;
    }
}
