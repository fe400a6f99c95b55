using System.Collections.Concurrent;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>Receipts that have arrived and that the deliverer has not handled yet. May be filled from any thread.</summary>
internal sealed class ReceiptInbox
{
    // When a receipt is lost, the event is sent once more and the backend confirms it again.
    private const int Capacity = 1024;

    // A set of ids takes about this for each of them, a receipt without ids about as much.
    private const int BytesOfId = 128;

    /// <summary>How much the waiting receipts may take in memory, in bytes: the ids of some 16,000 events, more than may wait for a receipt.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    private readonly ConcurrentQueue<ReceiptMessage> _messages = new();
    private long _bytes;

    /// <summary>Adds a receipt.</summary>
    /// <returns>False when too many are waiting.</returns>
    public bool TryAdd(ReceiptMessage message)
    {
        if (_messages.Count >= Capacity)
        {
            return false;
        }

        if (Interlocked.Add(ref _bytes, SizeOf(message)) > MaximumBytes)
        {
            Interlocked.Add(ref _bytes, -SizeOf(message));
            return false;
        }

        _messages.Enqueue(message);
        return true;
    }

    public bool TryTake(out ReceiptMessage? message)
    {
        if (!_messages.TryDequeue(out message))
        {
            return false;
        }

        Interlocked.Add(ref _bytes, -SizeOf(message));
        return true;
    }

    private static long SizeOf(ReceiptMessage message) => (1 + (message.Ids?.Count ?? 0)) * (long)BytesOfId;
}
