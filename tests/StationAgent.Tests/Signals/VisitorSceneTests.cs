using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Signals.Texts;
using Xunit;

namespace StationAgent.Tests.Signals;

public sealed class VisitorSceneTests
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OutcomeFor = TimeSpan.FromSeconds(5);

    [Fact]
    public void An_accepted_piece_is_shown_with_its_own_mass_only()
    {
        var scene = new VisitorScene(Scene.AtStart(TimeSpan.Zero), VisitorLanguages.English).Storing(7, 180.4);
        Assert.Equal(new VisitorMessage("Accepted", "180 g"), At(scene.With(7, Outcome.Accepted, [], Start)));
        Assert.Equal(new VisitorMessage("Accepted"), At(scene.With(8, Outcome.Accepted, [], Start)));
        Assert.Equal(new VisitorMessage("Accepted"), At(scene.Storing(8, grams: null).With(8, Outcome.Accepted, [], Start)));
    }

    [Fact]
    public void A_refused_piece_is_shown_with_its_first_reason_and_never_with_its_mass()
    {
        var scene = new VisitorScene(Scene.AtStart(TimeSpan.Zero), VisitorLanguages.English).Storing(7, 180.4);
        Assert.Equal(new VisitorMessage("Not accepted", "Too heavy, take it off"), At(scene.With(7, Outcome.Rejected, [Reasons.Overload, Reasons.Dark], Start)));
        Assert.Equal(new VisitorMessage("Not accepted"), At(scene.With(7, Outcome.Undecided, [], Start)));
        Assert.Equal(new VisitorMessage("Not accepted"), At(scene.With(7, Outcome.Undecided, default, Start)));
    }

    [Fact]
    public void Storing_the_next_piece_does_not_change_the_outcome_that_is_shown()
    {
        var scene = new VisitorScene(Scene.AtStart(TimeSpan.Zero), VisitorLanguages.English).Storing(7, 180.4).With(7, Outcome.Accepted, [], Start).Storing(8, 20);
        Assert.Equal((new VisitorMessage("Accepted", "180 g"), Start + OutcomeFor), scene.At(Start, OutcomeFor));
        Assert.Equal((new VisitorMessage("Out of service"), null), scene.At(Start + OutcomeFor, OutcomeFor));
    }

    private static VisitorMessage At(VisitorScene scene) => scene.At(Start, OutcomeFor).Message;
}
