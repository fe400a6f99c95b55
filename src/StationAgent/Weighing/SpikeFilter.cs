namespace StationAgent.Weighing;

/// <summary>
/// Replaces one or two outliers by the median of the five samples around them and leaves the others unchanged, so that the noise keeps its
/// statistics. The delay is two samples.
/// </summary>
/// <param name="limit">How far a sample may be from the median, in grams.</param>
internal sealed class SpikeFilter(double limit)
{
    private const int Width = 5;
    private const int Centre = Width / 2;

    private readonly TimeSpan[] _times = new TimeSpan[Width];
    private readonly double[] _values = new double[Width];
    private int _count;

    /// <summary>Takes a sample and returns the one two before it, cleaned.</summary>
    /// <returns>False while there are fewer than five samples.</returns>
    public bool TryClean(TimeSpan at, double value, out CleanSample clean)
    {
        if (_count == Width)
        {
            Array.Copy(_times, 1, _times, 0, Width - 1);
            Array.Copy(_values, 1, _values, 0, Width - 1);
            _count--;
        }

        _times[_count] = at;
        _values[_count] = value;
        _count++;
        if (_count < Width)
        {
            clean = default;
            return false;
        }

        var median = Median();
        var centre = _values[Centre];
        clean = new CleanSample(_times[Centre], Math.Abs(centre - median) > limit ? median : centre, median);
        return true;
    }

    /// <summary>Shifts the samples when the zero moves.</summary>
    public void Shift(double by)
    {
        for (var i = 0; i < _count; i++)
        {
            _values[i] += by;
        }
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => _count = 0;

    private double Median()
    {
        Span<double> sorted = stackalloc double[Width];
        _values.CopyTo(sorted);
        sorted.Sort();
        return sorted[Centre];
    }
}
