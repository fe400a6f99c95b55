using System.Diagnostics.Metrics;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The figures of a store for <c>System.Diagnostics.Metrics</c>.</summary>
internal sealed class OutboxMetrics : IDisposable
{
    /// <summary>The meter's name, shared with delivery.</summary>
    public const string MeterName = "StationAgent.Telemetry";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _appended;
    private readonly Counter<long> _evicted;
    private readonly Histogram<double> _commit;

    public OutboxMetrics(Ledger ledger)
    {
        _appended = _meter.CreateCounter<long>("outbox.appended", "{event}", "Events committed and synced.");
        _evicted = _meter.CreateCounter<long>("outbox.evicted", "{event}", "Undelivered events that went at the store's limit.");
        _commit = _meter.CreateHistogram<double>("outbox.commit.duration", "s", "Time of a commit with its sync.");
        _meter.CreateObservableGauge("outbox.depth", () => ledger.Depth, "{event}", "Events that the broker has not acknowledged.");
        _meter.CreateObservableGauge("outbox.set_aside", () => ledger.SetAsideCount, "{event}", "Events set aside for a person.");
    }

    public void Committed(TimeSpan duration, int appended, int evicted)
    {
        _commit.Record(duration.TotalSeconds);
        _appended.Add(appended);
        _evicted.Add(evicted);
    }

    public void Dispose() => _meter.Dispose();
}
