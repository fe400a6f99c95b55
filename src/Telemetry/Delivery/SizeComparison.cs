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
    private readonly Dictionary<string, long> _refused = new(StringComparer.Ordinal);
    private string _topic = string.Empty;
    private TimeSpan _readAt;
    private List<long> _sizes = [];

    /// <summary>Called when the broker has accepted an event.</summary>
    /// <returns>The number of events of the topic that it has accepted over this link.</returns>
    public int Accepted(StoredEvent stored)
    {
        if (_refused.TryGetValue(stored.Topic, out var smallest) && publisher.SizeOf(stored) >= smallest)
        {
            _refused.Remove(stored.Topic);
        }

        return _accepted[stored.Topic] = _accepted.GetValueOrDefault(stored.Topic) + 1;
    }

    /// <summary>Called when the broker has refused an event as too large.</summary>
    public void Refused(StoredEvent stored) =>
        _refused[stored.Topic] = Math.Min(publisher.SizeOf(stored), _refused.GetValueOrDefault(stored.Topic, long.MaxValue));

    /// <summary>
    /// True when the event alone is too large: more than half of the events of its topic, accepted over this link or pending, are within the limit of the broker, and
    /// some were accepted. Where the broker states no limit, the smallest event that it has refused over this link as too large is above it.
    /// </summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public bool IsExceptional(StoredEvent stored)
    {
        var accepted = _accepted.GetValueOrDefault(stored.Topic);
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

        var limit = Math.Min(publisher.MaximumPacketSize, _refused.GetValueOrDefault(stored.Topic, long.MaxValue) - 1);
        return 2 * _sizes.Count(size => size > limit) < _sizes.Count + accepted;
    }
}
