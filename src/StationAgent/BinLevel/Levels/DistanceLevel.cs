namespace StationAgent.BinLevel.Levels;

/// <summary>
/// Turns distances into a level. An arm or a falling piece under the sensor makes one measurement look like a full bin; the median of three ignores it.
/// </summary>
/// <param name="empty">Distance to the floor of the bin, in millimetres.</param>
/// <param name="full">Distance to the contents of a full bin; less than <paramref name="empty"/>.</param>
internal sealed class DistanceLevel(double empty, double full)
{
    private const int Looks = 3;

    private readonly Queue<double> _last = new(Looks);

    /// <summary>Takes a measurement.</summary>
    /// <param name="millimetres">The distance.</param>
    /// <returns>The level, 0–1, and the distance it belongs to. Of the first two measurements the one that shows the emptier bin counts.</returns>
    public (double Level, double Millimetres) Take(double millimetres)
    {
        if (_last.Count == Looks)
        {
            _last.Dequeue();
        }

        _last.Enqueue(millimetres);
        var distance = _last.Count < Looks ? _last.Max() : DistanceReadings.Median(_last);
        return (Math.Clamp((empty - distance) / (empty - full), 0, 1), distance);
    }

    /// <summary>Forgets earlier measurements, because the sensor was lost.</summary>
    public void Forget() => _last.Clear();
}
