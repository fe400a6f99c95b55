namespace StationAgent.Hosting;

/// <summary>Decides whether the watchdog is fed: only when every loop has turned since the last look. Pure but for what it remembers.</summary>
/// <param name="loops">How many loops there are.</param>
internal sealed class Watchdog(int loops)
{
    private readonly long?[] _seen = new long?[loops];

    /// <summary>Looks at the loops' turns.</summary>
    /// <param name="turns">One count for each loop, always in the same order.</param>
    /// <returns>The index of the first loop that stands still; -1 when all turn, so that the watchdog is to be fed.</returns>
    public int FirstStill(ReadOnlySpan<long> turns)
    {
        var still = -1;
        for (var i = _seen.Length - 1; i >= 0; i--)
        {
            if (_seen[i] == turns[i])
            {
                still = i;
            }

            _seen[i] = turns[i];
        }

        return still;
    }
}
