namespace StationAgent.Weighing;

/// <summary>The most recent samples and the straight line through them, in a fixed amount of memory.</summary>
/// <param name="span">How long a sample stays.</param>
/// <param name="fewest">The first value of <see cref="Fewest"/>.</param>
internal sealed class SampleWindow(TimeSpan span, int fewest)
{
    private const int Capacity = 128;

    private readonly TimeSpan[] _times = new TimeSpan[Capacity];
    private readonly double[] _values = new double[Capacity];
    private TimeSpan _firstAt;
    private int _start;

    /// <summary>The number of samples that stay however old they are, so that a slow scale is averaged over a longer time.</summary>
    public int Fewest { get; set; } = fewest;

    /// <summary>Number of samples held.</summary>
    public int Count { get; private set; }

    /// <summary>True when samples have come in over the whole span, and enough of them.</summary>
    public bool IsCovered => Count >= Fewest && _times[Index(Count - 1)] - _firstAt >= span;

    /// <summary>The shortest time between two samples at which <see cref="Capacity"/> samples cover the span.</summary>
    public TimeSpan ShortestInterval { get; } = span / Capacity;

    /// <summary>Adds a sample, later than all before it, and drops those that are too old.</summary>
    public void Add(TimeSpan at, double value)
    {
        if (Count == 0)
        {
            _firstAt = at;
        }

        while (Count == Capacity || (Count >= Fewest && at - _times[_start] > span))
        {
            _start = Index(1);
            Count--;
        }

        _times[Index(Count)] = at;
        _values[Index(Count)] = value;
        Count++;
    }

    /// <summary>Shifts the samples when the zero moves.</summary>
    public void Shift(double by)
    {
        for (var i = 0; i < Count; i++)
        {
            _values[Index(i)] += by;
        }
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => Count = 0;

    /// <summary>Computes the mean of the samples; there must be at least one.</summary>
    public double Mean()
    {
        double sum = 0;
        for (var i = 0; i < Count; i++)
        {
            sum += _values[Index(i)];
        }

        return sum / Count;
    }

    /// <summary>Fits the line of least squares through the samples; there must be three at different times.</summary>
    public TrendLine Fit()
    {
        var origin = _times[_start];
        double meanTime = 0;
        for (var i = 0; i < Count; i++)
        {
            meanTime += (_times[Index(i)] - origin).TotalSeconds;
        }

        meanTime /= Count;
        var mean = Mean();
        double timeSquares = 0, products = 0, squares = 0;
        for (var i = 0; i < Count; i++)
        {
            var time = (_times[Index(i)] - origin).TotalSeconds - meanTime;
            var value = _values[Index(i)] - mean;
            timeSquares += time * time;
            products += time * value;
            squares += value * value;
        }

        var slope = products / timeSquares;
        var residual = Math.Sqrt(Math.Max(0, squares - (slope * products)) / (Count - 2));
        return new TrendLine(mean, slope * (_times[Index(Count - 1)] - origin).TotalSeconds, residual, Count);
    }

    private int Index(int i) => (_start + i) % Capacity;
}
