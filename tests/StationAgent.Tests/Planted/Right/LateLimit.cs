namespace StationAgent.Tests.Planted.Right;

/// <summary>Holds a constant.</summary>
internal static class LateLimit
{
    public const int Most = 3;
}
