namespace StationAgent.Simulation.World;

/// <summary>How long the parts of one visit last.</summary>
/// <param name="Gap">From the arrival of the visitor before to this one's.</param>
/// <param name="StepUp">From the end of the visit before to this one's first look at the lamp, at least.</param>
/// <param name="Reach">Hand in view before anything touches the platform.</param>
/// <param name="Place">From touching to lying.</param>
/// <param name="Steady">Hand on the lying piece.</param>
/// <param name="Retreat">From letting go to out of view.</param>
/// <param name="Decide">From the outcome to reaching in again, when the piece is refused.</param>
/// <param name="ReachAgain">Hand in view before the piece is lifted.</param>
/// <param name="Lift">From touching to lifted.</param>
/// <param name="CarryOff">From lifted to out of view.</param>
/// <param name="TakeBackAt">When the lifting begins, as share of the withdrawal window.</param>
/// <param name="ConveyAfter">From the end of the withdrawal window to the clearing of the tray.</param>
/// <param name="Convey">How long the clearing takes.</param>
internal sealed record VisitTiming(
    TimeSpan Gap,
    TimeSpan StepUp,
    TimeSpan Reach,
    TimeSpan Place,
    TimeSpan Steady,
    TimeSpan Retreat,
    TimeSpan Decide,
    TimeSpan ReachAgain,
    TimeSpan Lift,
    TimeSpan CarryOff,
    double TakeBackAt,
    TimeSpan ConveyAfter,
    TimeSpan Convey);
