namespace StationAgent.Testing;

/// <summary>Measures what a piece of code allocates on the managed heap.</summary>
public static class Allocations
{
    private const int Runs = 5;

    /// <summary>
    /// The least that a run allocates, in bytes. One run is not enough: a garbage collection in the middle of it, which any other test may cause, can count
    /// the thread's allocation buffer of 8 KiB against it.
    /// </summary>
    /// <param name="run">The code; it is run until a run allocates nothing, at most five times.</param>
    public static long Least(Action run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var least = long.MaxValue;
        for (var i = 0; i < Runs && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
