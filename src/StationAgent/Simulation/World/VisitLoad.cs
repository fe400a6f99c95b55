namespace StationAgent.Simulation.World;

/// <summary>What a visit puts on the platform. Pure.</summary>
internal static class VisitLoad
{
    private const double SwayTurns = 2.5;

    /// <summary>The load in grams.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="phase">How far it is.</param>
    /// <param name="progress">How much of the phase has passed, 0–1.</param>
    public static double At(Visit visit, VisitPhase phase, double progress) =>
        visit.Intent == VisitorIntent.TouchesOnly ? Touch(visit, phase, progress) : Piece(visit, phase, progress);

    /// <summary>From 0 to 1 with a soft start and end.</summary>
    public static double Smooth(double progress) => progress * progress * (3 - (2 * progress));

    private static double Piece(Visit visit, VisitPhase phase, double progress)
    {
        var mass = visit.Mass.Value;
        return phase switch
        {
            VisitPhase.Placing => (mass * Smooth(progress)) + (visit.PressGrams * Bump(progress)),
            VisitPhase.Steadying => mass + (visit.RestingHandGrams * (1 - (progress * progress)) * (1 + (0.5 * Sway(progress)))),
            VisitPhase.Retreating or VisitPhase.Watching or VisitPhase.Deciding or VisitPhase.ReachingAgain or VisitPhase.Left => mass,
            VisitPhase.Lifting => (mass * (1 - Smooth(progress))) + (visit.RestingHandGrams * Bump(progress)),
            VisitPhase.Conveying => mass * (1 - Smooth(progress)),
            _ => 0,
        };
    }

    private static double Touch(Visit visit, VisitPhase phase, double progress) => phase switch
    {
        VisitPhase.Placing => visit.PressGrams * Smooth(progress),
        VisitPhase.Steadying => visit.PressGrams * (1 + (0.15 * Sway(progress))),
        VisitPhase.Lifting => visit.PressGrams * (1 - Smooth(progress)),
        _ => 0,
    };

    private static double Bump(double progress) => 4 * progress * (1 - progress);

    private static double Sway(double progress) => Math.Sin(Math.Tau * SwayTurns * progress);
}
