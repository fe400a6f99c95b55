using System.Collections.Concurrent;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>Receipts that have come and that the deliverer has not looked at. May be filled from any thread.</summary>
internal sealed class ReceiptInbox
{
    // A lost receipt only costs another sending, to which the backend answers again.
    private const int Capacity = 1024;

    private readonly ConcurrentQueue<ReceiptMessage> _messages = new();

    /// <returns>False when too many wait.</returns>
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
