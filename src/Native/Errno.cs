namespace StationAgent.Native;

/// <summary>The kernel's error numbers (<c>asm-generic/errno.h</c>); the same on x86-64 and 64-bit ARM.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NoSuchDevice = 6;
    public const int Again = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int Invalid = 22;
    public const int NoTerminal = 25;
    public const int NoRoom = 28;
    public const int BrokenPipe = 32;
}
