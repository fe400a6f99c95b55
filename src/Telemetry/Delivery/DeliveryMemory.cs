using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// What delivery has to remember from one link to the next. Owned by the running deliverer; <see cref="PausedNames"/> is for all.
/// </summary>
internal sealed class DeliveryMemory(TelemetryOptions options)
{
    private volatile IReadOnlyList<string> _pausedNames = [];

    public PausedTopics Paused { get; } = new(options.PausedTopicRetry);

    /// <summary>Numbers that were on their way when a link was lost: they may have arrived.</summary>
    public HashSet<long> SentBefore { get; } = [];

    public PoisonWatch Poison { get; } = new();

    public ReceiptBook Receipts { get; } = new(options.ReceiptTimeout);

    /// <summary>The cap on the rate of sending; null for none.</summary>
    public RatePacer? Pacer { get; } = options.MaximumRate is { } rate ? new RatePacer(rate) : null;

    public IReadOnlyList<string> PausedNames => _pausedNames;

    public void PublishPausedNames() => _pausedNames = [.. Paused.Names.Order(StringComparer.Ordinal)];
}
