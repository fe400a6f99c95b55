using System.Globalization;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Benchmarks.Storm;

/// <summary>
/// Many stations that want one broker at the same time, in simulated time. Each waits by the product's own <see cref="ReconnectSchedule"/>, or
/// by a fixed time as the peer; the broker takes so many connections in each second and refuses the rest at once.
/// </summary>
internal sealed class ReconnectStorm
{
    private readonly PriorityQueue<int, TimeSpan> _due = new();
    private readonly ReconnectSchedule[]? _schedules;
    private readonly TimeSpan _fixedWait;
    private readonly Random _random;
    private readonly int _stations;
    private readonly TimeSpan _spread;

    /// <param name="stations">How many there are.</param>
    /// <param name="spread">The stations' <see cref="TelemetryOptions.ConnectSpread"/>.</param>
    /// <param name="fixedWait">The peer's wait between attempts; null for the product's schedule.</param>
    /// <param name="seed">For the jitter.</param>
    public ReconnectStorm(int stations, TimeSpan spread, TimeSpan? fixedWait, int seed)
    {
        _stations = stations;
        _spread = spread;
        _fixedWait = fixedWait ?? TimeSpan.Zero;
        _random = new Random(seed);
        if (fixedWait is null)
        {
            var options = new ReconnectOptions();
            _schedules = new ReconnectSchedule[stations];
            for (var i = 0; i < stations; i++)
            {
                _schedules[i] = new ReconnectSchedule(options, spread);
            }
        }
    }

    /// <summary>The power of a town comes back: every station starts at the same moment, and the broker is there.</summary>
    /// <param name="perSecond">Connections that the broker takes in a second.</param>
    public StormOutcome PowerReturns(int perSecond)
    {
        for (var i = 0; i < _stations; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture);
            _due.Enqueue(i, _schedules is null ? TimeSpan.Zero : ReconnectSchedule.FirstDelay($"station-{name}", $"device-{name}", _spread));
        }

        return Run(TimeSpan.Zero, perSecond);
    }

    /// <summary>All stations were connected for long; the broker goes away and comes back.</summary>
    /// <param name="outage">How long it is away.</param>
    /// <param name="perSecond">Connections that it takes in a second afterwards.</param>
    public StormOutcome BrokerReturns(TimeSpan outage, int perSecond)
    {
        for (var i = 0; i < _stations; i++)
        {
            _due.Enqueue(i, WaitOf(i, TimeSpan.FromDays(1)));
        }

        return Run(outage, perSecond);
    }

    private StormOutcome Run(TimeSpan brokerAt, int perSecond)
    {
        var (connected, attempts, peak, refused) = (0, 0, 0, 0L);
        var (second, inSecond, taken) = (-1L, 0, 0);
        var almostAll = TimeSpan.Zero;
        var at = TimeSpan.Zero;
        while (connected < _stations && _due.TryDequeue(out var station, out at))
        {
            if ((long)at.TotalSeconds != second)
            {
                (second, inSecond, taken) = ((long)at.TotalSeconds, 0, 0);
            }

            attempts++;
            peak = Math.Max(peak, ++inSecond);
            if (at < brokerAt || taken == perSecond)
            {
                refused++;
                _due.Enqueue(station, at + WaitOf(station, TimeSpan.Zero));
                continue;
            }

            taken++;
            if (++connected == (int)Math.Ceiling(_stations * 0.99))
            {
                almostAll = at - brokerAt;
            }
        }

        return new StormOutcome(peak, almostAll, at - brokerAt, attempts, refused);
    }

    private TimeSpan WaitOf(int station, TimeSpan connectedFor) =>
        _schedules is null ? _fixedWait : _schedules[station].Next(connectedFor, takenOver: false, _random.NextDouble());
}
