using System.Runtime.InteropServices;

namespace StationAgent.Benchmarks.Idle;

/// <summary>Waits as a driver waits for its device: in poll(2), which costs one wake-up. There is no device, so that only the time ends it.</summary>
internal static partial class DeviceClock
{
    public static void Wait(TimeSpan time) => _ = Poll(0, 0, (int)Math.Ceiling(time.TotalMilliseconds));

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(nint descriptors, nuint count, int milliseconds);
}
