using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Tells an event that is larger than others of its topic from a limit of the broker that is too small for most of them. Only the former is a fault of the
/// event: a small amendment that gets through says nothing about drop-offs.
/// </summary>
/// <param name="context">Holds the outbox.</param>
/// <param name="publisher">Knows the sizes of packets.</param>
internal sealed class SizeComparison(DeliveryContext context, IEventPublisher publisher)
{
    private const int Rows = 64;

    // Many events in a row are compared with the same others.
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (int Count, long Largest)> _accepted = new(StringComparer.Ordinal);
    private string _topic = string.Empty;
    private TimeSpan _readAt;
    private List<long> _sizes = [];

    /// <summary>Called when the broker has accepted an event.</summary>
    /// <returns>The number of events of the topic that it has accepted over this link.</returns>
    public int Accepted(StoredEvent stored)
    {
        var (count, largest) = _accepted.GetValueOrDefault(stored.Topic);
        _accepted[stored.Topic] = (count + 1, Math.Max(largest, publisher.SizeOf(stored)));
        return count + 1;
    }

    /// <summary>
    /// True when the event alone is too large: more than half of the events of its topic, accepted over this link or pending, are within the limit of the broker, and
    /// some were accepted. Where the broker states no limit, the largest event that it has accepted over this link stands for it.
    /// </summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public bool IsExceptional(StoredEvent stored)
    {
        var (accepted, largest) = _accepted.GetValueOrDefault(stored.Topic);
        if (accepted == 0)
        {
            return false;
        }

        if (_topic != stored.Topic || context.Now - _readAt > GoodFor)
        {
            (_topic, _readAt) = (stored.Topic, context.Now);
            var newest = context.Outbox.ReadPending(Math.Max(0, context.Outbox.LastSequence - Rows), Rows, stored.Topic);
            var known = newest.Select(static one => one.Id.Sequence).ToHashSet();
            _sizes = [.. context.Outbox.ReadPending(0, Rows, stored.Topic).Where(one => !known.Contains(one.Id.Sequence)).Concat(newest).Select(publisher.SizeOf)];
        }

        var limit = publisher.SizeOf(stored) > publisher.MaximumPacketSize ? publisher.MaximumPacketSize : largest;
        return 2 * _sizes.Count(size => size > limit) < _sizes.Count + accepted;
    }
}
