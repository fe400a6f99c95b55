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

    /// <summary>A pause of this many usual intervals is more than a lost line or two.</summary>
    private const double PauseOfIntervals = 2.2;

    /// <summary>
    /// A scale that is too slow for the demanded number of samples is averaged over this time instead. Its own filter has already averaged the noise, and the
    /// stated uncertainty follows from the number of samples.
    /// </summary>
    private static readonly TimeSpan SlowWindow = TimeSpan.FromSeconds(2.5);

    /// <summary>Four degrees of freedom: the fewest for which the uncertainty of <see cref="TrendLine"/> holds.</summary>
    private const int FewestSamples = 6;

    /// <summary>The number of readings that a load at rest needs, at the least, from the end of its movement until it counts as settled.</summary>
    public const int FewestReadings = FewestSamples + QuietInARow + 2;

    private readonly UsualPace _pace = new(options.LongestGap / 3);
    private readonly SpikeFilter _spikes = new(options.SpikeGrams);
    private readonly SampleWindow _window = new(options.Window, options.MinimumSamples);
    private TimeSpan? _last;
    private TimeSpan? _departedAt;
    private int _quiet;
    private double _level;
    private double _settled;
    private double _creep;

    /// <summary>The usual time between two samples.</summary>
    public TimeSpan Pace => _pace.Interval;

    /// <summary>After a pause longer than this the load must settle again.</summary>
    public TimeSpan LongestPause { get; private set; } = options.LongestGap;

    /// <summary>The newest time at which the load was seen at its settled value; it is a little behind the newest sample.</summary>
    public TimeSpan SeenAtRest { get; private set; }

    /// <summary>The lowest load since it left its settled value, in grams, without spikes.</summary>
    public double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest load since it left its settled value, in grams, without spikes.</summary>
    public double Highest { get; private set; } = double.NegativeInfinity;

    /// <summary>The straight line through the newest samples; only while the load moves and enough samples have come.</summary>
    public TrendLine? Unrest { get; private set; }

    /// <summary>The time since which the load rests; null while it moves.</summary>
    public TimeSpan? RestingSince { get; private set; }

    /// <summary>The load as it is now, in grams: the mean over the window when it rests, else the newest cleaned sample.</summary>
    public double Current { get; private set; }

    /// <summary>The value at rest that a change is compared with, in grams: the settled value and the creep since.</summary>
    public double Level => _level;

    /// <summary>Takes the next sample; its time must not be before the time of the previous one.</summary>
    /// <param name="at">Time since boot.</param>
    /// <param name="load">The load in grams.</param>
    /// <param name="displayStep">Step of the scale's display in grams, as measured; 0 when none was found.</param>
    /// <param name="isDoubtful">True while the load cannot have settled, whatever the samples show.</param>
    public StabiliserReport Process(TimeSpan at, double load, double displayStep = 0, bool isDoubtful = false)
    {
        var elapsed = TimeSpan.Zero;
        var pausedSince = default(TimeSpan?);
        if (_last is { } last)
        {
            elapsed = at - last;
            if (elapsed < _window.ShortestInterval)
            {
                return StabiliserReport.Nothing;
            }

            if (elapsed > LongestPause)
            {
                pausedSince = RestingSince is null ? last : SeenAtRest;
                Restart();
            }

            FollowPace(elapsed);
        }

        _last = at;
        var isClean = _spikes.TryClean(at, load, out var sample);
        if (pausedSince is { } since)
        {
            return new StabiliserReport(StabiliserNews.Unseen, Since: since);
        }

        if (!isClean)
        {
            return StabiliserReport.Nothing;
        }

        _window.Add(sample.At, sample.Value);
        return RestingSince is null ? WaitForRest(at, sample, displayStep, isDoubtful) : WatchForChange(at, sample, elapsed);
    }

    /// <summary>Takes a sample that does not show the present: the load is unknown from the last one that did.</summary>
    public void Skip(TimeSpan at)
    {
        _last = at;
        Restart();
    }

    /// <summary>The scale says that the load moves: a load that has not settled yet cannot have come to rest before now. A settled load is judged by its samples.</summary>
    public void KeepMoving()
    {
        if (RestingSince is null)
        {
            _window.Clear();
            _quiet = 0;
        }
    }

    /// <summary>Forgets the samples and the load, so that the load is reported again when it rests.</summary>
    public void Restart()
    {
        _spikes.Clear();
        _window.Clear();
        _quiet = 0;
        _departedAt = null;
        RestingSince = null;
        Unrest = null;
        ForgetExtremes();
    }

    /// <summary>Shifts all stored values when the zero takes a step.</summary>
    public void Shift(double by)
    {
        _spikes.Shift(by);
        _window.Shift(by);
        _level += by;
        _settled += by;
        Current += by;
        Lowest += by;
        Highest += by;
    }

    private void FollowPace(TimeSpan elapsed)
    {
        _pace.Take(elapsed);
        var interval = _pace.Interval.Ticks;
        LongestPause = TimeSpan.FromTicks(Math.Max(options.LongestGap.Ticks, (long)(interval * PauseOfIntervals)));
        _window.Fewest = Math.Clamp((int)(SlowWindow.Ticks / interval), Math.Min(FewestSamples, options.MinimumSamples), options.MinimumSamples);
    }

    private StabiliserReport WatchForChange(TimeSpan at, CleanSample sample, TimeSpan elapsed)
    {
        Current = _window.Mean();
        FollowCreep(elapsed);
        var departure = sample.Median - _level;
        if (Math.Abs(departure) <= options.ChangeGrams)
        {
            _departedAt = null;
            SeenAtRest = sample.At;
            return StabiliserReport.Nothing;
        }

        if (_departedAt is null)
        {
            ForgetExtremes();
            _departedAt = sample.At;
        }

        NoteExtremes(sample.Median);
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
        return new StabiliserReport(departure < 0 ? StabiliserNews.Lighter : StabiliserNews.Heavier, Since: SeenAtRest);
    }

    /// <summary>Lets the value that a change is compared with follow the creep of the load, by at most a share of the last step.</summary>
    private void FollowCreep(TimeSpan elapsed)
    {
        var most = _creep * (elapsed / CreepTime);
        _level = Math.Clamp(_level + Math.Clamp(Current - _level, -most, most), _settled - _creep, _settled + _creep);
    }

    private StabiliserReport WaitForRest(TimeSpan at, CleanSample sample, double displayStep, bool isDoubtful)
    {
        Current = sample.Value;
        NoteExtremes(sample.Median);
        if (!_window.IsCovered)
        {
            return StabiliserReport.Nothing;
        }

        var line = _window.Fit();
        Unrest = line;
        var isQuiet = line.Deviation <= options.DeviationGrams && Math.Abs(line.Trend) <= Math.Max(options.TrendGrams, line.TrendNoise);
        _quiet = isQuiet ? _quiet + 1 : 0;
        if (_quiet < QuietInARow || isDoubtful)
        {
            return StabiliserReport.Nothing;
        }

        _creep = Math.Abs(line.Mean - _settled) * options.CreepShare;
        _settled = line.Mean;
        _level = line.Mean;
        Current = line.Mean;
        RestingSince = at;
        SeenAtRest = sample.At;
        Unrest = null;
        return new StabiliserReport(
            StabiliserNews.Settled,
            new StableWeight(new Grams(line.Mean), new Grams(line.Uncertainty(Math.Max(options.ResolutionGrams, displayStep)))));
    }

    private void NoteExtremes(double load)
    {
        Lowest = Math.Min(Lowest, load);
        Highest = Math.Max(Highest, load);
    }

    private void ForgetExtremes() => (Lowest, Highest) = (double.PositiveInfinity, double.NegativeInfinity);
}
