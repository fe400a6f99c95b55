using System.Runtime.InteropServices;
using StationAgent.Native;

namespace StationAgent.Clock;

/// <summary>
/// The machine's clocks. Timestamps count the nanoseconds since boot, time in suspend included (CLOCK_BOOTTIME), so that they can be compared with the
/// kernel's and survive a restart of the agent; .NET's own come from CLOCK_MONOTONIC, which stops during suspend.
/// </summary>
internal sealed class BootTimeProvider : TimeProvider
{
    // <linux/time.h>
    private const int ClockBootTime = 7;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private BootTimeProvider()
    {
    }

    /// <summary>The one instance; it holds no state.</summary>
    public static BootTimeProvider Instance { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => NanosecondsPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        // Fails only for a clock that the kernel does not know; it has known this one since 2.6.39.
        if (LibC.GetTime(ClockBootTime, out var time) != 0)
        {
            throw new InvalidOperationException($"clock_gettime(CLOCK_BOOTTIME) failed with error {Marshal.GetLastPInvokeError()}.");
        }

        return (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds;
    }
}
