using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StationAgent.Benchmarks.Reports;

/// <summary>Processor time of the calling thread: what work costs, however many others want the processor.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of clock_gettime(2).
    private const int ThreadCpuTime = 3;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The time so far, in ticks of <see cref="Stopwatch"/>.</summary>
    /// <exception cref="PlatformNotSupportedException">The system has no such clock.</exception>
    public static long GetTimestamp() => GetTime(ThreadCpuTime, out var now) == 0
        ? (now.Seconds * Stopwatch.Frequency) + (now.Nanoseconds * Stopwatch.Frequency / NanosecondsPerSecond)
        : throw new PlatformNotSupportedException("The system has no clock of a thread's processor time.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
