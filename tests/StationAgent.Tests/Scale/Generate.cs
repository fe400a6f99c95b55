using CsCheck;

namespace StationAgent.Tests.Scale;

internal static class Generate
{
    /// <summary>One of some values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
