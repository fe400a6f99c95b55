namespace StationAgent.Contracts.Carbon;

/// <summary>What is wrong with the carbon figure of an event.</summary>
/// <param name="Event">Id of the event, or the name of a document.</param>
/// <param name="Problem">What it is, as a code in lower snake case.</param>
/// <param name="Detail">What was found, for a person.</param>
internal sealed record CarbonProblem(string Event, string Problem, string Detail)
{
    /// <summary>The figure is not that which the factor gives.</summary>
    public const string FigureDiffers = "figure_differs";

    /// <summary>A field of the figure is missing or has a wrong value.</summary>
    public const string FigureUnreadable = "figure_unreadable";

    /// <summary>More mass counts than the piece has.</summary>
    public const string MoreThanWeighed = "more_than_weighed";

    /// <summary>The document lacks the factor.</summary>
    public const string FactorUnknown = "factor_unknown";

    /// <summary>There is no document with the SHA-256 that the event names.</summary>
    public const string DocumentMissing = "document_missing";

    /// <summary>A kept document is not the one that its name says.</summary>
    public const string DocumentAltered = "document_altered";

    /// <summary>A drop-off is confirmed twice.</summary>
    public const string DoubleClaim = "double_claim";

    /// <summary>The stored event cannot be read.</summary>
    public const string EventUnreadable = "event_unreadable";
}
