namespace StationAgent.Native;

/// <summary>How a file is opened (<c>asm-generic/fcntl.h</c>); the same numbers on x86-64 and 64-bit ARM.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 0x2;
    public const int NoControllingTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
}
