namespace StationAgent.Scale;

/// <summary>A reason for which a line of a scale is not used. There is one object for each reason.</summary>
/// <param name="Cause">What is wrong, as the end of a sentence that quotes the line.</param>
internal sealed record LineFault(string Cause)
{
    /// <summary>True when a setting of the agent or of the scale has to be changed, because every line of this sort is lost.</summary>
    public bool IsSetting { get; init; }

    /// <summary>True when the configuration asks for lines of this sort to be left out, so that nothing is wrong.</summary>
    public bool IsExpected { get; init; }
}
