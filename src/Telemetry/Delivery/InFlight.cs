using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Events that have been sent and not answered. Not thread-safe.</summary>
internal sealed class InFlight
{
    private readonly Dictionary<long, Entry> _entries = [];

    public int Count => _entries.Count;

    public bool Contains(long sequence) => _entries.ContainsKey(sequence);

    /// <summary>Adds an event.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="reason">Why it is sent.</param>
    /// <param name="place">Its place in the order of sending.</param>
    /// <param name="now">The running time.</param>
    public void Add(StoredEvent stored, SendReason reason, long place, TimeSpan now) =>
        _entries.Add(stored.Id.Sequence, new Entry(stored.Id, reason, now, place));

    /// <summary>Removes an event.</summary>
    /// <returns>Why it was sent, and its place in the order of sending.</returns>
    public (SendReason Reason, long Place) Remove(long sequence) => _entries.Remove(sequence, out var entry) ? (entry.Reason, entry.Place) : (SendReason.Pending, 0);

    /// <summary>Returns an event that was sent at a time or before; null for none.</summary>
    public EventId? OlderThan(TimeSpan at)
    {
        foreach (var entry in _entries.Values)
        {
            if (entry.At <= at)
            {
                return entry.Id;
            }
        }

        return null;
    }

    /// <summary>Returns the events that a receipt covers, without those that are not pending.</summary>
    public List<EventId> CoveredBy(ReceiptMessage receipt)
    {
        var covered = new List<EventId>();
        foreach (var entry in _entries.Values)
        {
            if (entry.Reason.IsOfPending() && receipt.Covers(entry.Id))
            {
                covered.Add(entry.Id);
            }
        }

        return covered;
    }

    private readonly record struct Entry(EventId Id, SendReason Reason, TimeSpan At, long Place);
}
