namespace StationAgent.Weighing;

/// <summary>
/// Tells when a load leaves its settled value and when it has settled again. It changes only with the samples, takes no memory for them
/// beyond a fixed window, and answers without allocating.
/// </summary>
internal sealed class Stabiliser(StabiliserOptions options)
{
    private readonly SpikeFilter _spikes = new(options.SpikeGrams);
    private readonly SampleWindow _window = new(options.Window, options.MinimumSamples);
    private TimeSpan? _last;
    private TimeSpan? _departedAt;
    private double _level;

    /// <summary>Since when the load rests; null while it moves.</summary>
    public TimeSpan? RestingSince { get; private set; }

    /// <summary>The load as it is now, in grams: the mean over the window when it rests, else the newest cleaned sample.</summary>
    public double Current { get; private set; }

    /// <summary>Takes the next sample; its time must not be before the last one's.</summary>
    public StabiliserReport Process(TimeSpan at, double load)
    {
        if (_last is { } last)
        {
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
        return RestingSince is null ? WaitForRest(at, sample) : WatchForChange(at, sample);
    }

    /// <summary>Forgets the samples and what the load was; it is told anew when it rests.</summary>
    public void Restart()
    {
        _spikes.Clear();
        _window.Clear();
        _departedAt = null;
        RestingSince = null;
    }

    /// <summary>Moves everything held when the zero takes a step.</summary>
    public void Shift(double by)
    {
        _spikes.Shift(by);
        _window.Shift(by);
        _level += by;
        Current += by;
    }

    private StabiliserReport WatchForChange(TimeSpan at, CleanSample sample)
    {
        Current = _window.Mean();
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

        _departedAt = null;
        RestingSince = null;
        _window.Clear();
        _window.Add(sample.At, sample.Value);
        Current = sample.Value;
        return new StabiliserReport(departure < 0 ? StabiliserNews.Lighter : StabiliserNews.Heavier, default);
    }

    private StabiliserReport WaitForRest(TimeSpan at, CleanSample sample)
    {
        Current = sample.Value;
        if (!_window.IsCovered)
        {
            return StabiliserReport.Nothing;
        }

        var line = _window.Fit();
        if (line.Deviation > options.DeviationGrams || Math.Abs(line.Trend) > Math.Max(options.TrendGrams, line.TrendNoise))
        {
            return StabiliserReport.Nothing;
        }

        _level = line.Mean;
        Current = line.Mean;
        RestingSince = at;
        return new StabiliserReport(
            StabiliserNews.Settled,
            new StableWeight(new Grams(line.Mean), new Grams(line.Uncertainty(options.ResolutionGrams))));
    }
}
