namespace StationAgent.Native;

/// <summary>What a descriptor is waited for and found to be (<c>asm-generic/poll.h</c>).</summary>
internal static class PollEvents
{
    public const short In = 0x1;
    public const short Out = 0x4;
    public const short Error = 0x8;
    public const short HangUp = 0x10;
    public const short Invalid = 0x20;
}
