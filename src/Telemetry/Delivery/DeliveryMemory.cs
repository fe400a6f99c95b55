using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// What delivery has to remember from one link to the next. Owned by the running deliverer; any thread may read <see cref="PausedNames"/> and <see cref="LastRefusal"/>.
/// </summary>
internal sealed class DeliveryMemory(TelemetryOptions options)
{
    private volatile IReadOnlyList<string> _pausedNames = [];
    private volatile string? _lastRefusal;

    public PausedTopics Paused { get; } = new(options.PausedTopicRetry);

    /// <summary>Numbers that were in flight when a link was lost, so that they may have arrived.</summary>
    public HashSet<long> SentBefore { get; } = [];

    public PoisonEventDetector Poison { get; } = new();

    public RefusedEvents Refused { get; } = new();

    public OptionalRequests Requests { get; } = new();

    /// <summary>Until when no message is to be retained, because the broker has ended a link at one.</summary>
    public TimeSpan NoRetainBefore { get; set; }

    public AwaitedReceipts Receipts { get; } = new(options.ReceiptTimeout);

    /// <summary>The limit on the rate of sending; null for no limit.</summary>
    public RatePacer? Pacer { get; } = options.MaximumRate is { } rate ? new RatePacer(rate) : null;

    public IReadOnlyList<string> PausedNames => _pausedNames;

    /// <summary>The last answer of the broker that was no acceptance, for a person; null when there was none.</summary>
    public string? LastRefusal
    {
        get => _lastRefusal;
        set => _lastRefusal = value;
    }

    public void PublishPausedNames() => _pausedNames = [.. Paused.Names.Order(StringComparer.Ordinal)];
}
