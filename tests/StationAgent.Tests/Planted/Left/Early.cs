using StationAgent.Tests.Planted.Right;

namespace StationAgent.Tests.Planted.Left;

/// <summary>Uses what is right of it: the architecture tests must find that.</summary>
internal sealed class Early
{
    public Late? Next { get; init; }
}
