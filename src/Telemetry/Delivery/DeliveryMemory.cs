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

    public IReadOnlyList<string> PausedNames => _pausedNames;

    public void PublishPausedNames() => _pausedNames = [.. Paused.Names.Order(StringComparer.Ordinal)];
}
