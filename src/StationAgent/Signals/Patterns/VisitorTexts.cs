using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>What is said to visitors, in one language.</summary>
/// <param name="Language">Its name, such as <c>en</c>.</param>
/// <param name="Statuses">The words for each state.</param>
/// <param name="Accepted">The word for an accepted piece.</param>
/// <param name="Refused">The words for any other piece; a person cannot do anything about the difference between rejected and undecided.</param>
/// <param name="Sentences">By reason code, what a person can do about it.</param>
internal sealed record VisitorTexts(
    string Language, IReadOnlyDictionary<StationStatus, string> Statuses, string Accepted, string Refused, IReadOnlyDictionary<string, string> Sentences)
{
    /// <summary>All texts.</summary>
    public IEnumerable<string> All => [.. Statuses.Values, Accepted, Refused, .. Sentences.Values];

    /// <summary>The name of the language.</summary>
    public override string ToString() => Language;

    /// <summary>The words for a state.</summary>
    public VisitorMessage Of(StationStatus status) => new(Statuses[status]);

    /// <summary>The words for an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="detail">The mass, or what to do about it.</param>
    public VisitorMessage Of(Outcome outcome, string detail) => new(outcome == Outcome.Accepted ? Accepted : Refused, detail);

    /// <summary>What a person can do about a reason. A code without words comes from the rule of a class that is not taken.</summary>
    public string Of(string reason) => Sentences.GetValueOrDefault(reason) ?? Sentences[Reasons.ClassNotTaken];
}
