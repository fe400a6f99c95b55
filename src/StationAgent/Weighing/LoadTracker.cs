namespace StationAgent.Weighing;

/// <summary>
/// Turns the samples of a scale into events on the platform: judges each sample, follows the drift, and reports when the load changes and
/// settles. One caller at a time; nothing is allocated unless there is something to report.
/// </summary>
internal sealed partial class LoadTracker
{
    /// <summary>The cause code for a zero that drifts far; used for the concern and for its alarm.</summary>
    public const string DriftCause = "scale_drift";

    /// <summary>A tray rests below zero when it is this many times the load of an empty tray below it.</summary>
    private const double ClearlyBelow = 2;

    /// <summary>A zero at which the empty platform has rested for this long is no moment of a gust.</summary>
    private static readonly TimeSpan ZeroProven = TimeSpan.FromSeconds(5);

    private readonly WeighingOptions _options;
    private readonly PlatformKind _platform;
    private readonly Stabiliser _stabiliser;
    private readonly ZeroTracker _zero;
    private readonly StuckWatch _stuck;
    private readonly FreezeWatch _freeze = new();
    private readonly DisplayStep _step = new();
    private KeptZero? _kept;
    private TimeSpan? _last;
    private double? _reported;
    private double _crept;
    private double _zeroDoubt;
    private TimeSpan _settledAt;
    private bool _isFrozen;
    private int _unusable;
    private bool _concerned;
    private ReadingsFault _fault;

    /// <summary>Creates a tracker that knows no load yet.</summary>
    /// <param name="platform">How the platform takes pieces.</param>
    /// <param name="options">How samples become loads.</param>
    /// <param name="kept">The zero of an earlier run; null for none. It is dropped when the first rest contradicts it.</param>
    public LoadTracker(PlatformKind platform, WeighingOptions options, KeptZero? kept = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _platform = platform;
        _stabiliser = new Stabiliser(options.Stabiliser);
        _zero = new ZeroTracker(options.Zero);
        _stuck = new StuckWatch(options.StuckAfter);
        if (kept is { } zero && zero.Zero.Magnitude.Value <= options.Zero.RangeGrams)
        {
            _kept = kept;
            _zero.Move(zero.Zero.Value);
        }
    }

    /// <summary>The present load above zero, for displays: smoothed at rest, raw while it moves.</summary>
    public Grams CurrentLoad => new(_stabiliser.Current);

    /// <summary>Since when the load rests, as time since boot; null while it moves.</summary>
    public TimeSpan? RestingSince => _stabiliser.RestingSince;

    /// <summary>True from <see cref="StationSignal.FaultRaised"/> to <see cref="StationSignal.FaultCleared"/>.</summary>
    public bool AreReadingsLost => _fault != ReadingsFault.None;

    /// <summary>The newest time at which the load was seen at rest at its settled value; null while it moves.</summary>
    public TimeSpan? SeenAtRest => RestingSince is null ? null : TimeSpan.FromTicks(Math.Min(_stabiliser.SeenAtRest.Ticks, _freeze.SeenAt.Ticks));

    /// <summary>For how long the newest reading has been repeated: in that time the scale may have shown nothing of what happened.</summary>
    public TimeSpan RepeatedFor => _freeze.RepeatedFor;

    /// <summary>Why the load does not rest, in numbers; null while it rests, or while too few samples have come.</summary>
    public LoadUnrest? Unrest => (_stabiliser.Unrest, _freeze.IsFrozen, RestingSince) switch
    {
        (_, _, not null) => null,
        (_, true, _) => new LoadUnrest(_stabiliser.Pace, Grams.Zero, Grams.Zero, Grams.Zero) { RepeatedFor = _freeze.RepeatedFor },
        ({ } line, _, _) => new LoadUnrest(_stabiliser.Pace, new Grams(line.Deviation), new Grams(line.Trend), new Grams(_step.Proven)),
        _ => null,
    };

    /// <summary>The zero over the scale's own.</summary>
    public Grams Zero => new(_zero.Offset);

    /// <summary>The zero and the load to save for a restart; null while the load moves or cannot be trusted.</summary>
    public TrackedZero? Tracked =>
        _reported is { } reported && !IsBelowZero(reported) && RestingSince is not null && !AreReadingsLost ? new TrackedZero(Zero, new Grams(reported)) : null;

    /// <summary>Takes the next sample.</summary>
    /// <param name="sample">The sample as the driver gave it.</param>
    /// <param name="nothingPending">True when no piece is being judged or watched, so that the zero may follow the drift.</param>
    /// <returns>What the sample showed; null when nothing new.</returns>
    public StationSignal? Process(in ScaleSample sample, bool nothingPending)
    {
        if (!double.IsFinite(sample.Gross.Value) || sample.At <= _last)
        {
            return Unusable(sample);
        }

        var elapsed = sample.At - (_last ?? sample.At);
        _last = sample.At;
        _unusable = 0;
        WatchForRepetition(sample);
        _isFrozen &= _freeze.IsFrozen;
        if (sample.IsMoving)
        {
            _stabiliser.KeepMoving();
        }

        var report = _freeze.IsFrozen && sample.Status == SampleStatus.Ok
            ? Freeze(sample.At)
            : _stabiliser.Process(sample.At, LoadOf(sample), _step.Grams, _freeze.IsDoubtful);
        if (AreReadingsLost)
        {
            return Recover(sample.At, report);
        }

        if (_stuck.IsStuck)
        {
            return Lost(
                sample.At,
                ReadingsFault.Stuck,
                $"the scale has repeated {sample.Gross.Value:0.###} g for {_stuck.RepeatedFor.TotalMinutes:0} min, which it never did before, so it has hung; "
                + "disconnect it from power for a moment");
        }

        return report.News switch
        {
            StabiliserNews.Settled => Settled(sample.At, report.Load),
            StabiliserNews.Heavier => Changed(sample.At, isLighter: false, report.Since),
            StabiliserNews.Lighter => Changed(sample.At, isLighter: true, report.Since),
            StabiliserNews.Unseen => new StationSignal.LoadUnseen(sample.At, report.Since),
            _ => nothingPending ? FollowDrift(sample.At, elapsed) : null,
        };
    }

    /// <summary>Forgets the load, because the scale was lost: it is reported again when it rests.</summary>
    public void ForgetLoad() => _stabiliser.Restart();

    /// <summary>Takes the resting load for the empty platform, because a picture proved that it is empty.</summary>
    /// <param name="at">Time since boot.</param>
    /// <returns>The report that the platform is empty; null when the load moves or is empty already, or when the zero would leave its range.</returns>
    public StationSignal.LoadCleared? TakeAsEmpty(TimeSpan at)
    {
        if (RestingSince is null || AreReadingsLost || _reported is null or 0 || Math.Abs(_zero.Offset + _stabiliser.Current) > _options.Zero.RangeGrams)
        {
            return null;
        }

        TakeAs(new StableWeight(new Grams(_stabiliser.Current), Grams.Zero), 0);
        _reported = 0;
        return new StationSignal.LoadCleared(at);
    }

    /// <summary>Limits a sample to the range of the scale. The upper end is the limit of the cell; the lower end, below the present zero, means that the platform is gone.</summary>
    private double LoadOf(in ScaleSample sample) => sample.Status switch
    {
        SampleStatus.Overload => _options.HighestGrams - _zero.Offset,
        SampleStatus.Underload => _options.LowestGrams,
        _ => Math.Max(Math.Min(sample.Gross.Value, _options.HighestGrams) - _zero.Offset, _options.LowestGrams),
    };

    /// <summary>The scale repeats itself and did not before: since the first of these readings anything may have happened.</summary>
    private StabiliserReport Freeze(TimeSpan at)
    {
        var report = _isFrozen ? StabiliserReport.Nothing : new StabiliserReport(StabiliserNews.Unseen, Since: SeenAtRest ?? _freeze.SeenAt);
        _isFrozen = true;
        _stabiliser.Skip(at);
        return report;
    }

    private void WatchForRepetition(in ScaleSample sample)
    {
        if (sample.Status == SampleStatus.Ok)
        {
            _stuck.Take(sample.At, sample.Gross.Value, _stabiliser.LongestPause);
            _freeze.Take(sample.At, sample.Gross.Value, RestingSince is not null, _stabiliser.LongestPause);
            if (_freeze.IsChanging)
            {
                _step.Forget();
            }

            _step.Take(sample.Gross.Value);
        }
        else
        {
            _stuck.Skip();
            _freeze.Skip();
        }
    }

    private StationSignal.LoadChanged Changed(TimeSpan at, bool isLighter, TimeSpan lastAtRest)
    {
        _crept = _reported is { } reported ? Math.Max(0, _stabiliser.Level - reported) : 0;
        if (_reported is 0)
        {
            // What rests beside the zero now is in the next mass too.
            var before = lastAtRest - _settledAt >= ZeroProven ? 0 : _zeroDoubt;
            _zeroDoubt = Math.Max(before, Math.Abs(_stabiliser.Level));
        }

        return new StationSignal.LoadChanged(at, isLighter, lastAtRest);
    }

    private StationSignal? Settled(TimeSpan at, StableWeight load)
    {
        var isFirst = _reported is null;
        _settledAt = at;
        if (isFirst && _kept is { } kept)
        {
            _kept = null;
            if (kept.Explain(load.Mass.Value, _platform, _options) is not { } explained)
            {
                _zero.Move(-_zero.Offset);
                _stabiliser.Restart();
                return null;
            }

            load = TakeAs(load, explained);
            isFirst = false;
        }

        // Readings out of range were set to the end of the range, so a load that rests there is out of range.
        if (load.Mass.Value <= _options.LowestGrams + _options.Stabiliser.DeviationGrams)
        {
            return Lost(at, ReadingsFault.Lifted, $"the scale rests {_options.LowestGrams} g or more below its zero: the platform is lifted or missing, or it was set to zero with a load on it");
        }

        _reported = load.Mass.Value;
        if (load.Mass.Value + _zero.Offset >= _options.HighestGrams - _options.Stabiliser.DeviationGrams)
        {
            return new StationSignal.LoadOverloaded(at);
        }

        if (_platform == PlatformKind.Bin)
        {
            return new StationSignal.LoadStable(at, load, Passed);
        }

        if (isFirst && _zero.IsNearItsOwn(load.Mass.Value))
        {
            load = TakeAs(load, 0);
        }

        // A cell that crept under a piece, while the zero could not follow, still shows that creep after the piece is gone.
        if (load.Mass.Value >= _options.ClearGrams && load.Mass.Value < _options.ClearGrams + _crept)
        {
            load = TakeAs(load, 0);
        }

        _crept = 0;
        if (load.Mass.Value >= _options.ClearGrams)
        {
            return new StationSignal.LoadStable(at, load with { Uncertainty = new Grams(Math.Max(load.Uncertainty.Value, _zeroDoubt)) }, Passed);
        }

        if (IsBelowZero(load.Mass.Value) && !_zero.IsNearItsOwn(load.Mass.Value))
        {
            return new StationSignal.LoadBelowZero(at, load);
        }

        // Nothing weighs less than an empty platform: what rests below zero is the better zero. A rest over zero may be something very light.
        if (load.Mass < Grams.Zero)
        {
            // It may also be a draught that lifts the platform: until the new zero has lasted, a mass is known no better than by how much it moved.
            _zeroDoubt = Math.Max(_zeroDoubt, -load.Mass.Value);
            TakeAs(load, 0);
        }

        _reported = 0;
        return new StationSignal.LoadCleared(at);
    }

    private LoadRange? Passed => _stabiliser.Lowest <= _stabiliser.Highest
        ? new LoadRange(new Grams(_stabiliser.Lowest), new Grams(_stabiliser.Highest))
        : null;

    /// <summary>A load that noise, creep and the rounding of the display do not explain.</summary>
    private bool IsBelowZero(double load) => _platform == PlatformKind.Tray && load < -ClearlyBelow * Math.Max(_options.ClearGrams, _step.Proven);

    /// <summary>Moves the zero so that the load has its known value.</summary>
    private StableWeight TakeAs(StableWeight load, double grams)
    {
        var by = load.Mass.Value - grams;
        _zero.Move(by);
        _stabiliser.Shift(-by);
        return load with { Mass = new Grams(grams) };
    }

    private StationSignal? FollowDrift(TimeSpan at, TimeSpan elapsed)
    {
        if (_reported is not { } reported || _stabiliser.RestingSince is null || IsBelowZero(reported))
        {
            return null;
        }

        _zero.Follow(_stabiliser.Current - reported, elapsed);
        if (_zero.IsExhausted)
        {
            return Lost(
                at,
                ReadingsFault.Drifted,
                $"the zero has drifted {_zero.Offset:0} g from the scale's own: clean the platform and calibrate the scale");
        }

        return Concern(at);
    }

    /// <summary>Warns in time before the zero drifts beyond the range in which it can be followed.</summary>
    private StationSignal? Concern(TimeSpan at)
    {
        var isFarOut = _concerned ? !_zero.IsBackInside : _zero.IsFarOut;
        if (isFarOut == _concerned)
        {
            return null;
        }

        _concerned = isFarOut;
        return _concerned
            ? new StationSignal.ConcernRaised(
                at,
                StationFault.Scale,
                DriftCause,
                $"the zero has drifted {_zero.Offset:0} g from the scale's own; the limit is {_options.Zero.RangeGrams:0} g: "
                + "clean the platform and calibrate the scale")
            : new StationSignal.ConcernEnded(at, StationFault.Scale);
    }
}
