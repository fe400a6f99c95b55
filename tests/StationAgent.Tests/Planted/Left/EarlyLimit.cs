using StationAgent.Tests.Planted.Right;

namespace StationAgent.Tests.Planted.Left;

/// <summary>Uses a constant of what is right of it, of which the compiled code holds only the value.</summary>
internal static class EarlyLimit
{
    public const int Most = LateLimit.Most;
}
