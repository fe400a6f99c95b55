using System.Runtime.InteropServices;

namespace StationAgent.Native;

/// <summary><c>struct timespec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TimeSpec
{
    public readonly nint Seconds;
    public readonly nint Nanoseconds;
}
