namespace StationAgent.Benchmarks.ScaleDay;

/// <summary>A cell that gives way: the reading follows a load by a small share more over minutes, and takes as long to come back.</summary>
/// <param name="share">How much more in the end.</param>
internal sealed class Creep(double share)
{
    private static readonly TimeSpan TimeConstant = TimeSpan.FromMinutes(3);

    private double _crept;

    public double After(TimeSpan elapsed, double load) =>
        _crept += ((load * share) - _crept) * Math.Min(1, elapsed / TimeConstant);
}
