namespace StationAgent.Cli.Arguments;

/// <summary>Reads what a person typed; false when it is not a value of this kind. The text is never empty and never only white space.</summary>
internal delegate bool TryRead<T>(string text, out T value);

/// <summary>What an option or an argument accepts.</summary>
/// <param name="Expected">The kind as a person would name it, such as <c>a whole number from 1 to 20</c>.</param>
/// <param name="TryRead">Reads a value.</param>
internal sealed record ValueKind<T>(string Expected, TryRead<T> TryRead)
{
    /// <summary>Says what is wrong with a refused text, where more can be said than what was expected and what was found; null when not.</summary>
    public Func<string, string?> Why { get; init; } = static _ => null;
}
