using System.Diagnostics.Metrics;
using StationAgent.Telemetry.Outbox.Bookkeeping;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The metrics of a store.</summary>
internal sealed class OutboxMetrics : IDisposable
{
    /// <summary>The meter's name, shared with delivery.</summary>
    public const string MeterName = "StationAgent.Telemetry";

    private readonly Counter<long> _appended;
    private readonly Counter<long> _evicted;
    private readonly Counter<long> _faults;
    private readonly Histogram<double> _commit;

    public OutboxMetrics(Ledger ledger)
    {
        _appended = Meter.CreateCounter<long>("outbox.appended", "{event}", "Events committed and synced.");
        _evicted = Meter.CreateCounter<long>("outbox.evicted", "{event}", "Undelivered events that were evicted at a limit of the store.");
        _faults = Meter.CreateCounter<long>("outbox.faults", "{fault}", "Times that the store failed and was closed.");
        _commit = Meter.CreateHistogram<double>("outbox.commit.duration", "s", "Time of a commit with its sync.");
        Meter.CreateObservableGauge("outbox.depth", () => ledger.Depth, "{event}", "Events that the broker has not acknowledged.");
        Meter.CreateObservableGauge("outbox.set_aside", () => ledger.SetAsideCount, "{event}", "Events set aside for a person.");
    }

    public Meter Meter { get; } = new(MeterName);

    /// <summary>Adds the metrics that are read from the files. They are read only while a listener is attached.</summary>
    /// <param name="size">Bytes on disk.</param>
    /// <param name="oldestAge">How long the oldest pending event has waited; null when none is pending.</param>
    public void Observe(Func<long> size, Func<TimeSpan?> oldestAge)
    {
        Meter.CreateObservableGauge("outbox.size", size, "By", "Size of the store's files.");
        Meter.CreateObservableGauge(
            "outbox.oldest_age", () => Age(oldestAge), "s", "How long the oldest undelivered event has waited, in running time; 0 when none does.");
    }

    public void Committed(TimeSpan duration, int appended, int evicted)
    {
        _commit.Record(duration.TotalSeconds);
        _appended.Add(appended);
        _evicted.Add(evicted);
    }

    public void Failed() => _faults.Add(1);

    public void Dispose() => Meter.Dispose();

    private static Measurement<double>[] Age(Func<TimeSpan?> oldestAge)
    {
        try
        {
            return [new Measurement<double>(oldestAge()?.TotalSeconds ?? 0)];
        }
        catch (Exception exception) when (exception is OutboxException or ObjectDisposedException)
        {
            // A store that cannot be read is reported as a fault; any value here would be wrong.
            return [];
        }
    }
}
