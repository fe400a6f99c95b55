using System.Diagnostics;

namespace StationAgent.Benchmarks.Reports;

/// <summary>Durations of one kind of work. Room for all of them is made at once, so that measuring allocates nothing.</summary>
internal sealed class Durations(int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private int _count;

    /// <summary>Adds the time from a <see cref="Stopwatch"/> timestamp until now. May be called from several threads.</summary>
    public void AddSince(long started) => Add(Stopwatch.GetTimestamp() - started);

    /// <summary>Adds a duration in ticks of <see cref="Stopwatch"/>. May be called from several threads.</summary>
    public void Add(long ticks) => _ticks[Interlocked.Increment(ref _count) - 1] = ticks;

    /// <summary>The duration that this share of them does not exceed, in microseconds; not a number when there is none.</summary>
    /// <param name="share">0–1: 0.5 for the median.</param>
    public double Quantile(double share)
    {
        if (_count == 0)
        {
            return double.NaN;
        }

        var sorted = _ticks.AsSpan(0, _count).ToArray();
        Array.Sort(sorted);
        var rank = Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0);
        return sorted[rank] * 1e6 / Stopwatch.Frequency;
    }
}
