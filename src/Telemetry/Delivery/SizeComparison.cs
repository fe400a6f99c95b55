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

    private readonly Dictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private string _topic = string.Empty;
    private TimeSpan _readAt;
    private List<long> _sizes = [];

    /// <summary>Called when the broker has accepted an event.</summary>
    /// <returns>The number of events of the topic that it has accepted over this link.</returns>
    public int Accepted(string topic) => _accepted[topic] = _accepted.GetValueOrDefault(topic) + 1;

    /// <summary>True when more than half of the events of its topic, accepted or pending, are smaller, and some were accepted.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public bool IsExceptional(StoredEvent stored, long size)
    {
        var accepted = _accepted.GetValueOrDefault(stored.Topic);
        if (_topic != stored.Topic || context.Now - _readAt > GoodFor)
        {
            (_topic, _readAt) = (stored.Topic, context.Now);
            var newest = context.Outbox.ReadPending(Math.Max(0, context.Outbox.LastSequence - Rows), Rows, stored.Topic);
            var known = newest.Select(static one => one.Id.Sequence).ToHashSet();
            _sizes = [.. context.Outbox.ReadPending(0, Rows, stored.Topic).Where(one => !known.Contains(one.Id.Sequence)).Concat(newest).Select(publisher.SizeOf)];
        }

        return accepted > 0 && 2 * _sizes.Count(other => other >= size) < _sizes.Count + accepted;
    }
}
