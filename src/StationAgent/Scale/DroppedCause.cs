namespace StationAgent.Scale;

/// <summary>Lines of a scale that were not used for one reason.</summary>
/// <param name="Cause">The reason, as the end of a sentence that quotes a line.</param>
/// <param name="Count">How many lines.</param>
/// <param name="Example">The newest of them, shortened, with control characters as <c>\x02</c>.</param>
internal sealed record DroppedCause(string Cause, long Count, string Example)
{
    /// <summary>True when a setting has to be changed, because every line of this sort is lost.</summary>
    public bool IsSetting { get; init; }

    /// <summary>True when the configuration asks for it, so that nothing is wrong.</summary>
    public bool IsExpected { get; init; }
}
