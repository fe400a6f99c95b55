namespace StationAgent.Native;

/// <summary>What <see cref="LibC.Access"/> asks for (<c>unistd.h</c>).</summary>
internal static class AccessModes
{
    public const int Write = 2;
    public const int Read = 4;
}
