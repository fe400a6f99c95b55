using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>Follows a scale sample by sample and keeps count. One caller at a time.</summary>
/// <param name="platform">The platform that the scale is under.</param>
/// <param name="options">How its samples become loads.</param>
internal sealed class ScaleStatistics(PlatformKind platform, WeighingOptions options)
{
    private static readonly TimeSpan NoiseSpan = TimeSpan.FromSeconds(2);

    /// <summary>A change of the load is noticed some samples after it began; a noise measurement counts only if the load still rests after this time.</summary>
    private static readonly TimeSpan StillResting = TimeSpan.FromSeconds(1);

    private const int RateSamples = 40;

    private readonly LoadTracker _tracker = new(platform, options);
    private readonly SampleWindow _resting = new(NoiseSpan, fewest: 12);
    private readonly Queue<TimeSpan> _recent = new(RateSamples);
    private TimeSpan? _first;
    private TimeSpan _last;
    private TimeSpan? _noiseAt;
    private double? _seen;
    private double? _noise;
    private double _squares;
    private int _looks;
    private long _samples;
    private long _unusable;
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;

    /// <summary>How often the scale was lost.</summary>
    public int Losses { get; set; }

    /// <summary>What the scale sent that could not be used, since it was opened first.</summary>
    public DroppedLines Dropped { get; set; } = DroppedLines.None;

    /// <summary>Takes the next sample.</summary>
    public ScaleFigures Take(in ScaleSample sample)
    {
        _first ??= sample.At;
        _samples++;
        if (!double.IsFinite(sample.Gross.Value) || sample.Status != SampleStatus.Ok || (_samples > 1 && sample.At <= _last))
        {
            _unusable++;
        }
        else
        {
            _lowest = Math.Min(_lowest, sample.Gross.Value);
            _highest = Math.Max(_highest, sample.Gross.Value);
        }

        _tracker.Process(sample, nothingPending: true);
        _last = sample.At > _last || _samples == 1 ? sample.At : _last;
        if (_recent.Count == RateSamples)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(_last);
        LookAtNoise(sample);
        return new ScaleFigures(
            _last - _first.Value,
            sample.Gross,
            _tracker.CurrentLoad,
            sample.Status,
            _tracker.RestingSince is not null,
            _noise,
            Rate(_recent.Count, _last - _recent.Peek()),
            _samples,
            _unusable + Dropped.Count,
            Dropped);
    }

    /// <summary>Everything so far; null when there was no sample.</summary>
    public ScaleSummary? Summary() => _first is not { } first ? null : new ScaleSummary(
        Math.Round((_last - first).TotalSeconds, 3),
        _samples,
        Math.Round(Rate(_samples, _last - first), 2),
        _unusable + Dropped.Count,
        Losses,
        double.IsFinite(_lowest) ? Math.Round(_lowest, 2) : 0,
        double.IsFinite(_highest) ? Math.Round(_highest, 2) : 0,
        _looks == 0 ? null : Math.Round(Math.Sqrt(_squares / _looks), 3),
        Math.Round(_tracker.Zero.Value, 2))
    {
        Dropped = Dropped,
    };

    private static double Rate(long samples, TimeSpan span) => span > TimeSpan.Zero ? (samples - 1) / span.TotalSeconds : 0;

    private void LookAtNoise(in ScaleSample sample)
    {
        if (_tracker.RestingSince is null || sample.Status != SampleStatus.Ok)
        {
            _resting.Clear();
            _noise = null;
            _noiseAt = null;
            _seen = null;
            return;
        }

        if (_seen is { } deviation && sample.At - _noiseAt >= StillResting)
        {
            _seen = null;
            _noise = deviation;
            _squares += deviation * deviation;
            _looks++;
        }

        _resting.Add(sample.At, sample.Gross.Value);
        if (_resting.IsCovered && !(sample.At - _noiseAt < NoiseSpan))
        {
            _noiseAt = sample.At;
            _seen = _resting.Fit().Deviation;
        }
    }
}
