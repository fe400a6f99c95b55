using System.Collections.Immutable;

namespace StationAgent.Scale;

/// <summary>What a scale sent that could not be used.</summary>
/// <param name="Understood">How many of its lines were understood.</param>
/// <param name="Count">How many were not used, without those that the configuration leaves out.</param>
/// <param name="Example">The newest of them, shortened, with control characters as <c>\x02</c>; null when there was none.</param>
/// <param name="Cause">What is wrong with it, as the end of a sentence that quotes it.</param>
/// <param name="Causes">Every reason for which lines were not used, those that the configuration leaves out too.</param>
internal sealed record DroppedLines(long Understood, long Count, string? Example, string? Cause, ImmutableArray<DroppedCause> Causes)
{
    /// <summary>Nothing was dropped.</summary>
    public static DroppedLines None { get; } = new(0, 0, Example: null, Cause: null, []);

    /// <summary>One line in fifty may be damaged on a long cable; a greater share is a fault of the line or of a setting.</summary>
    public const double TolerableShare = 0.02;

    /// <summary>What share of the lines could not be used, 0 to 1.</summary>
    public double Share => Count == 0 ? 0 : (double)Count / (Understood + Count);

    /// <summary>True when lines are lost that a setting would keep.</summary>
    public bool NeedsSetting => Causes.Any(static cause => cause.IsSetting);
}
