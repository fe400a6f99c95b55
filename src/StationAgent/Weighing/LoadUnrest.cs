namespace StationAgent.Weighing;

/// <summary>Why a load does not rest, in numbers.</summary>
/// <param name="Pace">The usual time between two samples.</param>
/// <param name="Deviation">Standard deviation of the newest samples about their trend.</param>
/// <param name="Trend">Rise over the newest samples.</param>
/// <param name="DisplayStep">Step of the scale's display; zero while it is not proven.</param>
internal readonly record struct LoadUnrest(TimeSpan Pace, Grams Deviation, Grams Trend, Grams DisplayStep)
{
    /// <summary>For how long the scale has repeated one reading, although its readings varied before; zero while it does not.</summary>
    public TimeSpan RepeatedFor { get; init; }
}
