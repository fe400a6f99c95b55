using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// Finds the numbers that a salvage has to report to consumers: those that were not copied and that the broker is not known to have.
/// </summary>
internal static class MissingNumbers
{
    /// <summary>
    /// Returns one gap for the latest epoch, stored first in the new one, and one for each earlier epoch with missing numbers.
    /// </summary>
    /// <param name="states">What was carried.</param>
    /// <param name="epochs">The epochs before the new one; null when nothing is known of them.</param>
    /// <param name="lowest">The lowest number of the store; null when it is unknown.</param>
    /// <param name="highest">The highest number known to have been given.</param>
    /// <param name="isHighestExact">False when there may have been higher ones.</param>
    /// <param name="detail">What happened.</param>
    public static List<StoreGap> Gaps(
        SequenceStates states, Epochs? epochs, long? lowest, long highest, bool isHighestExact, string detail)
    {
        if (epochs is null)
        {
            return [new StoreGap(GapCause.Replaced, null, null, null, detail)];
        }

        var gaps = new List<StoreGap>();
        for (var i = epochs.All.Count - 1; i >= 0; i--)
        {
            var (start, name) = epochs.All[i];
            var isLatest = i == epochs.All.Count - 1;
            var end = isLatest ? highest : epochs.All[i + 1].First - 1;
            var (from, to) = Range(states, Math.Max(start, lowest ?? 1), end);
            var isLowKnown = lowest is not null || start > 1;
            if (isLatest || from is not null)
            {
                gaps.Add(new StoreGap(GapCause.Replaced, name, isLowKnown ? from : null, isHighestExact || !isLatest ? to : null, detail));
            }
        }

        return gaps;
    }

    private static (long? From, long? To) Range(SequenceStates states, long from, long to)
    {
        (long? First, long? Last) range = (null, null);
        for (var number = states.NextAbsent(from, to); number is not null; number = states.NextAbsent(number.Value + 1, to))
        {
            if (states.Kind(number.Value) is null or MarkKind.SetAside)
            {
                range = (range.First ?? number, number);
            }
        }

        return range;
    }
}
