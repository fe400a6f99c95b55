using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>The loads that rested on the platform inside a window.</summary>
/// <param name="Range">The smallest and the largest.</param>
/// <param name="Newest">The newest.</param>
internal readonly record struct LoadSpan(LoadRange Range, Grams Newest)
{
    /// <summary>The span with one more load.</summary>
    public static LoadSpan Of(LoadSpan? before, Grams load) => before is { } span
        ? new LoadSpan(new LoadRange(load < span.Range.Lowest ? load : span.Range.Lowest, load > span.Range.Highest ? load : span.Range.Highest), load)
        : new LoadSpan(new LoadRange(load, load), load);
}
