namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>Finds out how far two copies of a store hold the same events.</summary>
internal static class CommonNumbers
{
    /// <summary>
    /// The newest start that both copies name belongs to a run of the program before the copy was made, or to the one in which it was made. The
    /// events of that run are the same in both up to where the first of them begins another run or ends.
    /// </summary>
    /// <returns>The last common number; null when no start is named by both.</returns>
    public static long? UpTo(IReadOnlyList<NumberStart> own, long ownLast, IReadOnlyList<NumberStart> other, long otherLast)
    {
        for (var i = own.Count - 1; i >= 0; i--)
        {
            for (var j = other.Count - 1; j >= 0; j--)
            {
                if (own[i] == other[j])
                {
                    return Math.Min(EndOf(own, i, ownLast), EndOf(other, j, otherLast));
                }
            }
        }

        return null;
    }

    private static long EndOf(IReadOnlyList<NumberStart> starts, int index, long last) =>
        index + 1 < starts.Count ? Math.Min(starts[index + 1].First - 1, last) : last;
}
