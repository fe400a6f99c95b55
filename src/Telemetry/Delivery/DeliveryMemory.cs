using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// What delivery has to remember from one link to the next. Owned by the running deliverer; any thread may read <see cref="PausedNames"/>.
/// </summary>
internal sealed class DeliveryMemory(TelemetryOptions options)
{
    private volatile IReadOnlyList<string> _pausedNames = [];

    public PausedTopics Paused { get; } = new(options.PausedTopicRetry);

    /// <summary>Numbers that were in flight when a link was lost, so that they may have arrived.</summary>
    public HashSet<long> SentBefore { get; } = [];

    public PoisonEventDetector Poison { get; } = new();

    public AwaitedReceipts Receipts { get; } = new(options.ReceiptTimeout);

    /// <summary>The limit on the rate of sending; null for no limit.</summary>
    public RatePacer? Pacer { get; } = options.MaximumRate is { } rate ? new RatePacer(rate) : null;

    public IReadOnlyList<string> PausedNames => _pausedNames;

    public void PublishPausedNames() => _pausedNames = [.. Paused.Names.Order(StringComparer.Ordinal)];
}
