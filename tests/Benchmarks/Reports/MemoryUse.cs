namespace StationAgent.Benchmarks.Reports;

/// <summary>Memory of this process: what the kernel has given it, and what its objects take.</summary>
/// <param name="ResidentBytes">Resident set: anything with a page in memory, shared libraries too.</param>
/// <param name="ManagedBytes">The managed heap, garbage included.</param>
internal readonly record struct MemoryUse(long ResidentBytes, long ManagedBytes)
{
    /// <summary>The figures after garbage has been collected.</summary>
    public static MemoryUse Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Now();
    }

    public static MemoryUse Now() => new(Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false));

    /// <summary>The larger of each figure.</summary>
    public MemoryUse OrMore(MemoryUse other) =>
        new(Math.Max(ResidentBytes, other.ResidentBytes), Math.Max(ManagedBytes, other.ManagedBytes));
}
