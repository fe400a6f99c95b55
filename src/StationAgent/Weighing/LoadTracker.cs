namespace StationAgent.Weighing;

/// <summary>
/// From the samples of a scale to what happens on the platform: judges each sample, follows the drift, and tells when the load changes and
/// settles. One caller at a time; nothing is allocated unless something is told.
/// </summary>
internal sealed class LoadTracker
{
    private readonly WeighingOptions _options;
    private readonly PlatformKind _platform;
    private readonly Stabiliser _stabiliser;
    private readonly ZeroTracker _zero;
    private TimeSpan? _last;
    private double? _told;
    private int _unusable;
    private bool _lost;

    /// <summary>Creates a tracker that knows no load yet.</summary>
    public LoadTracker(PlatformKind platform, WeighingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _platform = platform;
        _stabiliser = new Stabiliser(options.Stabiliser);
        _zero = new ZeroTracker(options.Zero);
    }

    /// <summary>The load over zero as it is now, for displays: smoothed at rest, raw while it moves.</summary>
    public Grams CurrentLoad => new(_stabiliser.Current);

    /// <summary>Since when the load rests, as time since boot; null while it moves.</summary>
    public TimeSpan? RestingSince => _stabiliser.RestingSince;

    /// <summary>True from <see cref="WeighingEvent.ReadingsLost"/> to <see cref="WeighingEvent.ReadingsRestored"/>.</summary>
    public bool AreReadingsLost => _lost;

    /// <summary>The zero over the scale's own.</summary>
    public Grams Zero => new(_zero.Offset);

    /// <summary>Takes the next sample.</summary>
    /// <param name="sample">The sample as the driver gave it.</param>
    /// <param name="nothingPending">True when no piece is being judged or watched, so that the zero may follow the drift.</param>
    /// <returns>What the sample showed; null when nothing new.</returns>
    public WeighingEvent? Process(in ScaleSample sample, bool nothingPending)
    {
        if (!double.IsFinite(sample.Gross.Value) || sample.At <= _last)
        {
            return Unusable(sample);
        }

        var elapsed = sample.At - (_last ?? sample.At);
        _last = sample.At;
        _unusable = 0;
        var gross = sample.Status switch
        {
            SampleStatus.Overload => _options.HighestGrams,
            SampleStatus.Underload => _options.LowestGrams,
            _ => Math.Clamp(sample.Gross.Value, _options.LowestGrams, _options.HighestGrams),
        };
        var report = _stabiliser.Process(sample.At, gross - _zero.Offset);
        return report.News switch
        {
            StabiliserNews.Settled => Settled(sample.At, report.Load),
            _ when _lost => _zero.IsExhausted || _stabiliser.RestingSince is not null ? null : Restored(sample.At),
            StabiliserNews.Heavier => new WeighingEvent.LoadChanged(sample.At, Lighter: false),
            StabiliserNews.Lighter => new WeighingEvent.LoadChanged(sample.At, Lighter: true),
            _ => nothingPending ? FollowDrift(sample.At, elapsed) : null,
        };
    }

    private WeighingEvent.ReadingsLost? Unusable(in ScaleSample sample)
    {
        if (++_unusable < _options.UnusableSamples || _lost)
        {
            return null;
        }

        _stabiliser.Restart();
        return Lost(
            _last ?? TimeSpan.Zero,
            double.IsFinite(sample.Gross.Value)
                ? $"{_unusable} samples in a row did not advance in time"
                : $"{_unusable} samples in a row were no number");
    }

    private WeighingEvent? Settled(TimeSpan at, StableWeight load)
    {
        if (_lost)
        {
            return null;
        }

        // Readings out of range were put at its ends, so a load that rests there is one of them.
        var isFirst = _told is null;
        var gross = load.Mass.Value + _zero.Offset;
        if (gross <= _options.LowestGrams + _options.Stabiliser.DeviationGrams)
        {
            return Lost(at, $"the scale rests at or below {_options.LowestGrams} g: the platform is lifted or missing");
        }

        _told = load.Mass.Value;
        if (gross >= _options.HighestGrams - _options.Stabiliser.DeviationGrams)
        {
            return new WeighingEvent.Overloaded(at);
        }

        if (_platform == PlatformKind.Bin)
        {
            return new WeighingEvent.LoadStable(at, load);
        }

        if (isFirst && _zero.TryTakeAtStart(load.Mass.Value))
        {
            _stabiliser.Shift(-load.Mass.Value);
            load = load with { Mass = Grams.Zero };
        }

        if (load.Mass.Value >= _options.ClearGrams)
        {
            return new WeighingEvent.LoadStable(at, load);
        }

        _told = 0;
        return new WeighingEvent.LoadCleared(at);
    }

    private WeighingEvent.ReadingsLost? FollowDrift(TimeSpan at, TimeSpan elapsed)
    {
        if (_told is not { } told || _stabiliser.RestingSince is null || _lost)
        {
            return null;
        }

        _zero.Follow(_stabiliser.Current - told, elapsed);
        return _zero.IsExhausted
            ? Lost(at, $"the zero has drifted {_zero.Offset:0} g from the scale's own: calibrate the scale")
            : null;
    }

    private WeighingEvent.ReadingsLost Lost(TimeSpan at, string detail)
    {
        _lost = true;
        return new WeighingEvent.ReadingsLost(at, detail);
    }

    private WeighingEvent.ReadingsRestored Restored(TimeSpan at)
    {
        _lost = false;
        return new WeighingEvent.ReadingsRestored(at);
    }
}
