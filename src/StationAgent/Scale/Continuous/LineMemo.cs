namespace StationAgent.Scale.Continuous;

/// <summary>
/// Remembers what lines meant. A match with its groups costs about fifteen allocations, and a scale at rest keeps sending the same few lines.
/// There is one slot for each hash; a later line replaces an earlier one.
/// </summary>
internal sealed class LineMemo
{
    private const int Slots = 64;
    private const int LongestKept = 32;

    private readonly byte[] _lines = new byte[Slots * LongestKept];
    private readonly int[] _lengths = new int[Slots];
    private readonly LineReading[] _readings = new LineReading[Slots];

    /// <summary>Looks a line up.</summary>
    public bool TryFind(ReadOnlySpan<byte> line, out LineReading reading)
    {
        var slot = SlotOf(line);
        reading = _readings[slot];
        return !line.IsEmpty && line.SequenceEqual(_lines.AsSpan(slot * LongestKept, _lengths[slot]));
    }

    /// <summary>Keeps what a line meant; a long line is not kept.</summary>
    public void Keep(ReadOnlySpan<byte> line, LineReading reading)
    {
        if (line.Length <= LongestKept)
        {
            var slot = SlotOf(line);
            line.CopyTo(_lines.AsSpan(slot * LongestKept));
            _lengths[slot] = line.Length;
            _readings[slot] = reading;
        }
    }

    private static int SlotOf(ReadOnlySpan<byte> line)
    {
        // FNV-1a, 32 bits, folded; HashCode would give other collisions in every process.
        var hash = 2166136261u;
        foreach (var value in line)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return (int)((hash ^ (hash >> 16)) % Slots);
    }
}
