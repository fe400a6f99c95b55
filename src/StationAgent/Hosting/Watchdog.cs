namespace StationAgent.Hosting;

/// <summary>Decides whether a keep-alive is sent: only when every loop has made progress since the last look. Its only state is the last look.</summary>
/// <param name="loops">How many loops there are.</param>
internal sealed class Watchdog(int loops)
{
    private readonly long?[] _seen = new long?[loops];

    /// <summary>Compares the loops' counts of turns with the last look.</summary>
    /// <param name="turns">One count for each loop, always in the same order.</param>
    /// <returns>The index of the first loop without progress; -1 when all made progress, so that a keep-alive is due.</returns>
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
