namespace StationAgent.Weighing;

/// <summary>
/// Learns how far apart the samples of a scale usually are: the median interval, weighted by time, so that a line which delivers its samples in bursts counts as slow
/// as it is. Needs no memory for the samples and does not allocate.
/// </summary>
/// <param name="assumed">The interval that is assumed before the first samples.</param>
internal sealed class UsualPace(TimeSpan assumed)
{
    /// <summary>The pace follows a change of the scale within about this time; one long pause hardly moves it.</summary>
    private static readonly TimeSpan TimeConstant = TimeSpan.FromSeconds(5);

    /// <summary>One interval changes the pace by no more than this share.</summary>
    private const double MaxStep = 0.2;

    /// <summary>The usual time between two samples.</summary>
    public TimeSpan Interval { get; private set; } = assumed;

    /// <summary>Takes the time between two samples.</summary>
    public void Take(TimeSpan interval)
    {
        var share = Math.Min(MaxStep, interval / TimeConstant);
        Interval = TimeSpan.FromTicks(Math.Clamp(interval.Ticks, (long)(Interval.Ticks * (1 - share)), (long)(Interval.Ticks * (1 + share))));
    }
}
