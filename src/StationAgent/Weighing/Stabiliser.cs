namespace StationAgent.Weighing;

/// <summary>
/// Detects when a load leaves its settled value and when it has settled again. Its state depends only on the samples; it needs no memory for them
/// beyond a fixed window, and does not allocate.
/// </summary>
internal sealed class Stabiliser(StabiliserOptions options)
{
    /// <summary>Creep is fast at first and fades. A change faster than the whole creep in one minute is not creep.</summary>
    private static readonly TimeSpan CreepTime = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The first window that looks quiet may still begin with the end of the movement, which shifts its mean towards the earlier load. A few
    /// samples later the movement has left the window.
    /// </summary>
    private const int QuietInARow = 5;

    private readonly SpikeFilter _spikes = new(options.SpikeGrams);
    private readonly SampleWindow _window = new(options.Window, options.MinimumSamples);
    private TimeSpan? _last;
    private TimeSpan? _departedAt;
    private int _quiet;
    private double _level;
    private double _settled;
    private double _creep;

    /// <summary>The time since which the load rests; null while it moves.</summary>
    public TimeSpan? RestingSince { get; private set; }

    /// <summary>The load as it is now, in grams: the mean over the window when it rests, else the newest cleaned sample.</summary>
    public double Current { get; private set; }

    /// <summary>The value at rest that a change is compared with, in grams: the settled value and the creep since.</summary>
    public double Level => _level;

    /// <summary>Takes the next sample; its time must not be before the time of the previous one.</summary>
    public StabiliserReport Process(TimeSpan at, double load)
    {
        var elapsed = TimeSpan.Zero;
        if (_last is { } last)
        {
            elapsed = at - last;
            if (at - last > options.LongestGap)
            {
                Restart();
            }
            else if (at - last < _window.ShortestInterval)
            {
                return StabiliserReport.Nothing;
            }
        }

        _last = at;
        if (!_spikes.TryClean(at, load, out var sample))
        {
            return StabiliserReport.Nothing;
        }

        _window.Add(sample.At, sample.Value);
        return RestingSince is null ? WaitForRest(at, sample) : WatchForChange(at, sample, elapsed);
    }

    /// <summary>Forgets the samples and the load, so that the load is reported again when it rests.</summary>
    public void Restart()
    {
        _spikes.Clear();
        _window.Clear();
        _quiet = 0;
        _departedAt = null;
        RestingSince = null;
    }

    /// <summary>Shifts all stored values when the zero takes a step.</summary>
    public void Shift(double by)
    {
        _spikes.Shift(by);
        _window.Shift(by);
        _level += by;
        _settled += by;
        Current += by;
    }

    private StabiliserReport WatchForChange(TimeSpan at, CleanSample sample, TimeSpan elapsed)
    {
        Current = _window.Mean();
        FollowCreep(elapsed);
        var departure = sample.Median - _level;
        if (Math.Abs(departure) <= options.ChangeGrams)
        {
            _departedAt = null;
            return StabiliserReport.Nothing;
        }

        _departedAt ??= sample.At;
        if (at - _departedAt < options.ChangePersistence)
        {
            return StabiliserReport.Nothing;
        }

        _quiet = 0;
        _departedAt = null;
        RestingSince = null;
        _window.Clear();
        _window.Add(sample.At, sample.Value);
        Current = sample.Value;
        return new StabiliserReport(departure < 0 ? StabiliserNews.Lighter : StabiliserNews.Heavier, default);
    }

    /// <summary>Lets the value that a change is compared with follow the creep of the load, by at most a share of the last step.</summary>
    private void FollowCreep(TimeSpan elapsed)
    {
        var most = _creep * (elapsed / CreepTime);
        _level = Math.Clamp(_level + Math.Clamp(Current - _level, -most, most), _settled - _creep, _settled + _creep);
    }

    private StabiliserReport WaitForRest(TimeSpan at, CleanSample sample)
    {
        Current = sample.Value;
        if (!_window.IsCovered)
        {
            return StabiliserReport.Nothing;
        }

        var line = _window.Fit();
        var isQuiet = line.Deviation <= options.DeviationGrams && Math.Abs(line.Trend) <= Math.Max(options.TrendGrams, line.TrendNoise);
        _quiet = isQuiet ? _quiet + 1 : 0;
        if (_quiet < QuietInARow)
        {
            return StabiliserReport.Nothing;
        }

        _creep = Math.Abs(line.Mean - _settled) * options.CreepShare;
        _settled = line.Mean;
        _level = line.Mean;
        Current = line.Mean;
        RestingSince = at;
        return new StabiliserReport(
            StabiliserNews.Settled,
            new StableWeight(new Grams(line.Mean), new Grams(line.Uncertainty(options.ResolutionGrams))));
    }
}
