namespace StationAgent.BinLevel.Levels;

/// <summary>
/// From distances to a level. An arm or a falling piece under the sensor looks like a full bin for one look; the middle of three looks does not see it.
/// </summary>
/// <param name="empty">Distance to the floor of the bin, in millimetres.</param>
/// <param name="full">Distance to the contents of a full bin; less than <paramref name="empty"/>.</param>
internal sealed class DistanceLevel(double empty, double full)
{
    private const int Looks = 3;

    private readonly Queue<double> _last = new(Looks);

    /// <summary>Takes a look.</summary>
    /// <param name="millimetres">The distance.</param>
    /// <returns>The level, 0–1, and the distance that it stands for. The first two looks are believed only as far as the bin is emptier.</returns>
    public (double Level, double Millimetres) Take(double millimetres)
    {
        if (_last.Count == Looks)
        {
            _last.Dequeue();
        }

        _last.Enqueue(millimetres);
        var distance = _last.Count < Looks ? _last.Max() : EchoDistance.Median(_last);
        return (Math.Clamp((empty - distance) / (empty - full), 0, 1), distance);
    }

    /// <summary>The sensor was lost; what it said before does not count any more.</summary>
    public void Forget() => _last.Clear();
}
