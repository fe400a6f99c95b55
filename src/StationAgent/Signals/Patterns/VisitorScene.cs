using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>What a display was last told.</summary>
/// <param name="Scene">State and outcome, as lamps know them.</param>
/// <param name="Detail">The detail of the outcome.</param>
internal sealed record VisitorScene(Scene Scene, string Detail = "")
{
    /// <summary>A state was told.</summary>
    public VisitorScene With(StationStatus status, TimeSpan at) => this with { Scene = Scene.With(status, at) };

    /// <summary>An outcome was told.</summary>
    public VisitorScene With(Outcome outcome, string detail, TimeSpan at) => new(Scene.With(outcome, at), detail);

    /// <summary>What is to be read.</summary>
    /// <param name="now">Time since boot.</param>
    /// <param name="outcomeFor">How long an outcome is shown.</param>
    /// <returns>The message, and until when it holds; null until something else is shown.</returns>
    public (VisitorMessage Message, TimeSpan? Until) At(TimeSpan now, TimeSpan outcomeFor)
    {
        var outcomeEnds = Scene.OutcomeAt + outcomeFor;
        return Scene.Outcome is { } outcome && now < outcomeEnds
            ? (VisitorTexts.Of(outcome, Detail), outcomeEnds)
            : (VisitorTexts.Of(Scene.Status), null);
    }
}
