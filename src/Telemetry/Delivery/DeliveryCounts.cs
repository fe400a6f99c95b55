using System.Diagnostics.Metrics;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>What delivery has done since the start, for snapshots and for <c>System.Diagnostics.Metrics</c>.</summary>
internal sealed class DeliveryCounts : IDisposable
{
    private readonly Meter _meter = new(OutboxMetrics.MeterName);
    private readonly Counter<long> _deliveredCounter;
    private readonly Counter<long> _resentCounter;
    private readonly Counter<long> _setAsideCounter;
    private readonly Counter<long> _attemptsCounter;
    private readonly Counter<long> _replayedCounter;
    private long _delivered;
    private long _resent;
    private long _setAside;
    private long _attempts;
    private long _replayed;
    private int _inFlight;

    public DeliveryCounts(Func<bool> isConnected, Func<int> awaitingReceipt)
    {
        _deliveredCounter = _meter.CreateCounter<long>("delivery.delivered", "{event}", "Events that the broker has acknowledged.");
        _resentCounter = _meter.CreateCounter<long>("delivery.resent", "{event}", "Events sent again after a link was lost.");
        _setAsideCounter = _meter.CreateCounter<long>("delivery.set_aside", "{event}", "Events that the broker will never take.");
        _attemptsCounter = _meter.CreateCounter<long>("mqtt.connect.attempts", "{attempt}", "Attempts to connect to the broker.");
        _replayedCounter = _meter.CreateCounter<long>("delivery.replayed", "{event}", "Events sent again on request.");
        _meter.CreateObservableGauge("delivery.awaiting_receipt", awaitingReceipt, "{event}", "Events acknowledged by the broker alone.");
        _meter.CreateObservableGauge("delivery.in_flight", () => InFlight, "{event}", "Events sent and not yet acknowledged.");
        _meter.CreateObservableGauge("mqtt.connected", () => isConnected() ? 1 : 0, "{link}", "1 while the link is up.");
    }

    public long Delivered => Interlocked.Read(ref _delivered);

    public long Resent => Interlocked.Read(ref _resent);

    public long SetAside => Interlocked.Read(ref _setAside);

    public long Attempts => Interlocked.Read(ref _attempts);

    public long Replayed => Interlocked.Read(ref _replayed);

    public int InFlight
    {
        get => Volatile.Read(ref _inFlight);
        set => Volatile.Write(ref _inFlight, value);
    }

    public void AddDelivered() => Add(ref _delivered, _deliveredCounter);

    public void AddResent() => Add(ref _resent, _resentCounter);

    public void AddSetAside() => Add(ref _setAside, _setAsideCounter);

    public void AddReplayed() => Add(ref _replayed, _replayedCounter);

    public void AddAttempt() => Add(ref _attempts, _attemptsCounter);

    public void Dispose() => _meter.Dispose();

    private static void Add(ref long count, Counter<long> counter)
    {
        Interlocked.Increment(ref count);
        counter.Add(1);
    }
}
