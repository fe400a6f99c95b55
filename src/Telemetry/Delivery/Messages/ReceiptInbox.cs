using System.Collections.Concurrent;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>Receipts that have arrived and that the deliverer has not handled yet. May be filled from any thread.</summary>
internal sealed class ReceiptInbox
{
    // When a receipt is lost, the event is sent once more and the backend confirms it again.
    private const int Capacity = 1024;

    private readonly ConcurrentQueue<ReceiptMessage> _messages = new();

    /// <summary>Adds a receipt.</summary>
    /// <returns>False when too many are waiting.</returns>
    public bool TryAdd(ReceiptMessage message)
    {
        if (_messages.Count >= Capacity)
        {
            return false;
        }

        _messages.Enqueue(message);
        return true;
    }

    public bool TryTake(out ReceiptMessage? message) => _messages.TryDequeue(out message);
}
