namespace StationAgent.Weighing;

/// <summary>
/// Replaces single samples that stand out by the median of themselves and their neighbours and leaves the others as they are, so that the
/// noise keeps its statistics. Costs one sample of delay.
/// </summary>
/// <param name="limit">How far a sample may be from the median, in grams.</param>
internal sealed class SpikeFilter(double limit)
{
    private TimeSpan _middleAt;
    private double _before;
    private double _middle;
    private int _count;

    /// <summary>Takes a sample and gives the one before it, cleaned.</summary>
    /// <returns>False while there are fewer than three samples.</returns>
    public bool TryClean(TimeSpan at, double value, out CleanSample clean)
    {
        _count = Math.Min(_count + 1, 3);
        var median = Math.Max(Math.Min(_before, _middle), Math.Min(Math.Max(_before, _middle), value));
        clean = new CleanSample(_middleAt, Math.Abs(_middle - median) > limit ? median : _middle, median);
        _before = _middle;
        _middle = value;
        _middleAt = at;
        return _count == 3;
    }

    /// <summary>Moves what is held when the zero moves.</summary>
    public void Shift(double by)
    {
        _before += by;
        _middle += by;
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => _count = 0;
}
