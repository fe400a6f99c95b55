using StationAgent.Tests.Planted.Left;

namespace StationAgent.Tests.Planted.Right;

/// <summary>Uses what is left of it.</summary>
internal sealed class Late
{
    public Early? Before { get; init; }
}
