using System.Collections.Immutable;
using System.Globalization;
using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>What a display has to show.</summary>
/// <param name="Scene">State and outcome, which the lamps show too.</param>
/// <param name="Texts">The words.</param>
internal sealed record VisitorScene(Scene Scene, VisitorTexts Texts)
{
    private long Number { get; init; }

    private double? Grams { get; init; }

    private string Detail { get; init; } = "";

    /// <summary>Sets the piece that is being stored; its mass is shown with its outcome.</summary>
    /// <param name="number">Number of the drop-off.</param>
    /// <param name="grams">The mass of the piece; null when it is not known.</param>
    public VisitorScene Storing(long number, double? grams) => this with { Number = number, Grams = grams };

    /// <summary>Sets the state.</summary>
    public VisitorScene With(StationStatus status, TimeSpan at) => this with { Scene = Scene.With(status, at) };

    /// <summary>Sets the outcome.</summary>
    /// <param name="number">Number of the drop-off; the mass of another one is not shown.</param>
    /// <param name="outcome">How it was judged.</param>
    /// <param name="reasons">Why, as codes; the first one is shown.</param>
    /// <param name="at">Time since boot.</param>
    public VisitorScene With(long number, Outcome outcome, ImmutableArray<string> reasons, TimeSpan at) =>
        this with { Scene = Scene.With(number, outcome, at), Detail = outcome == Outcome.Accepted ? MassOf(number) : FirstOf(reasons) };

    /// <summary>Computes the message at a given time.</summary>
    /// <param name="now">Time since boot.</param>
    /// <param name="outcomeFor">How long an outcome is shown.</param>
    /// <returns>The message, and until when it is shown; null until something else is set.</returns>
    public (VisitorMessage Message, TimeSpan? Until) At(TimeSpan now, TimeSpan outcomeFor)
    {
        var outcomeEnds = Scene.OutcomeAt + outcomeFor;
        return Scene.Outcome is { } outcome && now < outcomeEnds
            ? (Texts.Of(outcome, Detail), outcomeEnds)
            : (Texts.Of(Scene.Status), null);
    }

    private string FirstOf(ImmutableArray<string> reasons) => reasons.IsDefaultOrEmpty ? "" : Texts.Of(reasons[0]);

    private string MassOf(long number) =>
        number == Number && Grams is { } grams ? string.Create(CultureInfo.InvariantCulture, $"{grams:0} g") : "";
}
