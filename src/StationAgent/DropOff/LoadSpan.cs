using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>The loads that rested on the platform inside a window.</summary>
/// <param name="Lowest">The smallest.</param>
/// <param name="Highest">The largest.</param>
/// <param name="Newest">The newest.</param>
internal readonly record struct LoadSpan(Grams Lowest, Grams Highest, Grams Newest)
{
    /// <summary>The span with one more load.</summary>
    public static LoadSpan Of(LoadSpan? before, Grams load) => before is { } span
        ? new LoadSpan(load < span.Lowest ? load : span.Lowest, load > span.Highest ? load : span.Highest, load)
        : new LoadSpan(load, load, load);
}
