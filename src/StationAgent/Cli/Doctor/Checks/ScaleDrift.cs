using StationAgent.Weighing;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Measures the drift of a resting load. The readings of a quarter of a second count as one, so that fast scales are seen for as long as slow ones.</summary>
internal sealed class ScaleDrift
{
    private static readonly TimeSpan Part = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    private readonly SampleWindow _means = new(TimeSpan.FromMinutes(1), fewest: 3);
    private TimeSpan _begin;
    private TimeSpan _restingSince;
    private double _sum;
    private int _count;

    /// <summary>The line through the readings since the load came to rest, and its length; null while it has rested for less than three seconds.</summary>
    public (TrendLine Trend, TimeSpan Over)? Line => _means.Count > 3 && _begin - _restingSince >= Least ? (_means.Fit(), _begin - _restingSince) : null;

    /// <summary>Takes the next reading.</summary>
    /// <param name="sample">The reading.</param>
    /// <param name="isStable">Whether the load rests.</param>
    public void Take(in ScaleSample sample, bool isStable)
    {
        if (!isStable || sample.Status != SampleStatus.Ok || !double.IsFinite(sample.Gross.Value) || (_count > 0 && sample.At <= _begin))
        {
            if (!isStable)
            {
                _means.Clear();
                _count = 0;
            }

            return;
        }

        if (_count == 0)
        {
            (_begin, _sum) = (sample.At, 0);
            _restingSince = _means.Count == 0 ? sample.At : _restingSince;
        }

        _sum += sample.Gross.Value;
        _count++;
        if (sample.At - _begin >= Part)
        {
            _means.Add(_begin, _sum / _count);
            _count = 0;
        }
    }
}
