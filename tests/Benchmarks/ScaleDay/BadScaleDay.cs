using System.Globalization;
using StationAgent.Benchmarks.StationDay;
using StationAgent.DropOff;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.ScaleDay;

/// <summary>
/// 24 hours of a scale with noise of 1.5 g, steps of 1 g, spikes, drift, creep and a change of temperature, through the real loop, load tracker and
/// machine in virtual time. What looks at pictures and what stores are stubs.
/// </summary>
internal sealed class BadScaleDay
{
    private const int MostComplaints = 10;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan FramePeriod = TimeSpan.FromSeconds(1);

    /// <summary>A piece without an event after this time is missed; the machine gives up on one sooner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ScaleDayOptions _options;
    private readonly ScalePhysics _physics;
    private readonly TimeSpan _interval;
    private readonly LoadRest _rest = new();
    private readonly DayEffects _effects;
    private readonly DayVisitors _visitors;
    private readonly Creep _creep;
    private readonly List<double> _errors = [];
    private readonly List<string> _complaints = [];
    private int _missed;
    private int _phantoms;
    private double _worstShare;

    public BadScaleDay(ScaleDayOptions options)
    {
        _options = options;
        var scale = new SimulatedScaleOptions
        {
            Rate = options.Rate,
            NoiseGrams = 1.5,
            ResolutionGrams = 1,
            DriftGramsPerHour = 10,
            OffsetGrams = -6,
            SpikesPerHour = 20,
            SpikeGrams = 800,
            TemperatureStepGrams = 30,
            TemperatureStepAt = TimeSpan.FromHours(9),
        };
        _physics = new ScalePhysics(options.Seed, scale);
        _interval = scale.Interval;
        _effects = new DayEffects(_rest);
        _visitors = new DayVisitors(options, Day);
        _creep = new Creep(options.CreepShare);
    }

    /// <summary>Runs the day.</summary>
    public async Task<ScaleDayResult> RunAsync(CancellationToken cancellationToken)
    {
        var rules = new DropOffRules { Platform = _options.Platform, WithdrawalWindow = _options.WithdrawalWindow };
        var loop = new StationLoop(
            new LoadTracker(rules.Platform, new WeighingOptions()), rules, DropOffMachine.Start(TimeSpan.Zero, rules), _effects, [_rest]);
        var (at, samples, open) = (TimeSpan.Zero, 0L, (TimeSpan?)null);
        while (at < Day)
        {
            at += _interval;
            samples++;
            _effects.Now = at;
            if (_visitors.Move(at, loop.State is DropOffState.Ready, open is null && loop.State.NothingPending))
            {
                open = at;
            }

            await FeedAsync(loop, at, samples, cancellationToken);
            open = Judge(at, open);
        }

        return new ScaleDayResult(_visitors.Presented, _missed, _phantoms, _errors, _worstShare, samples, _complaints);
    }

    private async Task FeedAsync(StationLoop loop, TimeSpan at, long samples, CancellationToken cancellationToken)
    {
        var load = _visitors.Press(at);
        var reading = load + _creep.After(_interval, load) + (_options.SteadyDrift * at.TotalHours);
        await loop.PostAsync(StationInput.Of(_physics.Sample(at, reading)), cancellationToken);
        if (samples % (int)(FramePeriod / _interval) == 0 && _rest.Offer(at))
        {
            await loop.PostAsync(StationInput.Of(new StationSignal.Rested(at)), cancellationToken);
        }

        if (samples % (int)Math.Max(1, Ticker.Period / _interval) == 0)
        {
            await loop.PostAsync(StationInput.Of(new StationSignal.Tick(at)), cancellationToken);
        }

        await loop.DrainAsync(cancellationToken);
    }

    /// <returns>Since when a piece waits for its event.</returns>
    private TimeSpan? Judge(TimeSpan at, TimeSpan? open)
    {
        while (_effects.Others.TryDequeue(out var other))
        {
            _phantoms++;
            Complain(at, other);
        }

        while (_effects.DropOffs.TryDequeue(out var record))
        {
            if (open is null)
            {
                _phantoms++;
                Complain(at, $"an event of {record.Mass?.Mass} without a piece, {string.Join(' ', record.Reasons)}");
                continue;
            }

            open = null;
            Compare(at, record);
        }

        if (open is { } since && at - since > Patience)
        {
            _missed++;
            Complain(at, $"a piece of {_visitors.Piece:0.0} g had no event");
            return null;
        }

        return open;
    }

    private void Compare(TimeSpan at, DropOffRecord record)
    {
        if (record.Mass is not { } mass)
        {
            _missed++;
            Complain(at, $"a piece of {_visitors.Piece:0.0} g was not weighed: {string.Join(' ', record.Reasons)}");
            return;
        }

        var error = mass.Mass.Value - _visitors.Piece;
        var share = Math.Abs(error) / Math.Max(2, _visitors.Piece / 100);
        _errors.Add(error);
        _worstShare = Math.Max(_worstShare, share);
        if (share > 1)
        {
            Complain(at, $"a piece of {_visitors.Piece:0.0} g was weighed as {mass.Mass}");
        }
    }

    private void Complain(TimeSpan at, string what)
    {
        if (_complaints.Count < MostComplaints)
        {
            _complaints.Add(string.Create(CultureInfo.InvariantCulture, $"{at:d\\.hh\\:mm\\:ss} {what}"));
        }
    }
}
