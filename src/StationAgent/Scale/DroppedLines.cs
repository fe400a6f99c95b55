namespace StationAgent.Scale;

/// <summary>What a scale sent that could not be used.</summary>
/// <param name="Count">How many lines since it was opened.</param>
/// <param name="Example">The newest of them, with a point for each character that cannot be printed; null when there was none.</param>
/// <param name="Cause">What is wrong with it, as the end of a sentence that quotes it.</param>
internal sealed record DroppedLines(long Count, string? Example, string? Cause)
{
    /// <summary>Nothing was dropped.</summary>
    public static DroppedLines None { get; } = new(0, Example: null, Cause: null);
}
