using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StationAgent.Native;

namespace StationAgent.Clock;

/// <summary>Asks the kernel whether its wall clock is synchronised. It only reads; setting the clock would need a privilege.</summary>
internal static class KernelClock
{
    // <linux/timex.h>: state of the clock and the flag in struct timex.
    private const int TimeError = 5;
    private const int Unsynchronised = 0x0040;

    // Offsets in the 64-bit struct timex, and more room than its 208 bytes, for padding at the end.
    private const int MaxErrorOffset = 24;
    private const int StatusOffset = 40;
    private const int StructSize = 256;

    /// <summary>Asks the kernel.</summary>
    /// <returns>The quality, and the kernel's bound of the error when the clock is synchronised.</returns>
    public static (ClockQuality Quality, TimeSpan? MaximumError) Read()
    {
        if (!Environment.Is64BitProcess)
        {
            return (ClockQuality.Unknown, null);
        }

        Span<byte> timex = stackalloc byte[StructSize];
        timex.Clear();
        var state = LibC.AdjustTime(ref MemoryMarshal.GetReference(timex));
        return Interpret(state, timex);
    }

    /// <summary>Interprets the answer of <c>adjtimex</c>.</summary>
    /// <param name="state">What the call returned; negative when it was refused.</param>
    /// <param name="timex">The struct that it filled.</param>
    internal static (ClockQuality Quality, TimeSpan? MaximumError) Interpret(int state, ReadOnlySpan<byte> timex)
    {
        if (state < 0)
        {
            return (ClockQuality.Unknown, null);
        }

        var status = BinaryPrimitives.ReadInt32LittleEndian(timex[StatusOffset..]);
        if (state == TimeError || (status & Unsynchronised) != 0)
        {
            return (ClockQuality.Unsynchronised, null);
        }

        var microseconds = BinaryPrimitives.ReadInt64LittleEndian(timex[MaxErrorOffset..]);
        return (ClockQuality.Synchronised, TimeSpan.FromMicroseconds(Math.Clamp(microseconds, 0, (long)TimeSpan.FromDays(1).TotalMicroseconds)));
    }
}
