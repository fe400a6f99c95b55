using System.Diagnostics;

namespace StationAgent.Benchmarks.Reports;

/// <summary>What a piece of work cost the process.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor time of all threads, which a busy machine inflates less than wall time.</param>
/// <param name="AllocatedBytes">Managed memory allocated by all threads.</param>
internal readonly record struct Expense(double Seconds, double CpuSeconds, long AllocatedBytes)
{
    /// <summary>Measures work.</summary>
    public static async Task<Expense> OfAsync(Func<Task> work)
    {
        var before = Mark.Now();
        await work();
        return before.Until(Mark.Now());
    }

    /// <summary>Measures work.</summary>
    public static Expense Of(Action work)
    {
        var before = Mark.Now();
        work();
        return before.Until(Mark.Now());
    }

    private readonly record struct Mark(long Timestamp, TimeSpan Cpu, long Allocated)
    {
        public static Mark Now() =>
            new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

        public Expense Until(Mark end) => new(
            Stopwatch.GetElapsedTime(Timestamp, end.Timestamp).TotalSeconds, (end.Cpu - Cpu).TotalSeconds, end.Allocated - Allocated);
    }
}
