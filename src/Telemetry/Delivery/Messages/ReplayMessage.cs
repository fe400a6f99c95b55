using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>
/// A request to send a range of stored events again, in JSON <c>{"storeepoch":"…","from":1,"to":17}</c>; other fields are ignored.
/// </summary>
/// <param name="StoreEpoch">The epoch of the events; null for any epoch.</param>
/// <param name="From">First number, from 1.</param>
/// <param name="To">Last number, not below <paramref name="From"/>.</param>
internal sealed record ReplayMessage(string? StoreEpoch, long From, long To)
{
    /// <summary>Reads a payload.</summary>
    /// <returns>Null when it is not a replay request; then <paramref name="problem"/> says why.</returns>
    public static ReplayMessage? Parse(ReadOnlySpan<byte> payload, out string problem)
    {
        problem = "it is not a replay request: {\"storeepoch\":\"…\",\"from\":N,\"to\":M} with 1 <= N <= M is expected";
        return DeviceMessage.TryRead(payload, out var command, ref problem)
            && command is { From: >= 1, To: not null, StoreEpoch: { } epoch }
            && command.To >= command.From
            && EventId.IsEpoch(epoch)
                ? new ReplayMessage(epoch, command.From.Value, command.To.Value)
                : null;
    }
}
