using System.Collections.Immutable;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.World;

/// <summary>Turns what happens into a scene. Gives the same object again for as long as the picture is the same.</summary>
/// <param name="platformSeed">The look of the place.</param>
internal sealed class SceneComposer(int platformSeed)
{
    // A movement of the arm has this number of pictures: more than a camera takes of it.
    private const int Steps = 32;

    // Beyond the platform's edge by more than the longest piece.
    private const double OutOfViewMm = 1.5 * PlatformSize.WidthMm;

    private readonly Scene _bare = Scene.Empty(platformSeed, 0);
    private ImmutableArray<PlacedItem> _pile = [];
    private Visit? _visit;
    private VisitPhase _phase;
    private int _step;
    private Scene? _scene;

    /// <summary>The scene at a time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pile">The pieces that stay on the platform.</param>
    /// <param name="visitor">The visitor at the platform; null when there is none.</param>
    public Scene At(TimeSpan now, ImmutableArray<PlacedItem> pile, Visitor? visitor)
    {
        var phase = visitor is null ? VisitPhase.Over : Look(visitor.Phase);
        if (phase == VisitPhase.Over && pile.IsEmpty)
        {
            return _bare;
        }

        var visit = phase == VisitPhase.Over ? null : visitor!.Visit;
        var step = IsDrawnInSteps(phase) ? (int)(visitor!.Progress(now) * Steps) : 0;
        if (_scene is null || phase != _phase || step != _step || !ReferenceEquals(visit, _visit) || pile != _pile)
        {
            (_phase, _step, _visit, _pile) = (phase, step, visit, pile);
            _scene = _bare with
            {
                Items = visit is null ? pile : Items(pile, visit, phase, (double)step / Steps),
                Hand = visit is null ? null : Hand(visit, phase, (double)step / Steps),
            };
        }

        return _scene;
    }

    /// <summary>Phases that look alike are one.</summary>
    private static VisitPhase Look(VisitPhase phase) => phase switch
    {
        VisitPhase.Coming or VisitPhase.Waiting or VisitPhase.Away => VisitPhase.Over,
        VisitPhase.Watching or VisitPhase.Deciding => VisitPhase.Left,
        _ => phase,
    };

    private static bool IsDrawnInSteps(VisitPhase phase) => phase is VisitPhase.Reaching or VisitPhase.HoldingBack or VisitPhase.Retreating
        or VisitPhase.ReachingAgain or VisitPhase.CarryingOff or VisitPhase.Conveying;

    private static ImmutableArray<PlacedItem> Items(ImmutableArray<PlacedItem> pile, Visit visit, VisitPhase phase, double progress)
    {
        if (visit.Intent == VisitorIntent.TouchesOnly)
        {
            return pile;
        }

        return phase switch
        {
            VisitPhase.Steadying or VisitPhase.Retreating or VisitPhase.Left or VisitPhase.ReachingAgain => pile.Add(visit.Placed),
            VisitPhase.Conveying => pile.Add(visit.Placed with { X = visit.Placed.X + (VisitLoad.Smooth(progress) * OutOfViewMm) }),
            _ => pile,
        };
    }

    private static HandPose? Hand(Visit visit, VisitPhase phase, double progress)
    {
        var reach = phase switch
        {
            VisitPhase.Reaching or VisitPhase.ReachingAgain => VisitLoad.Smooth(progress),
            VisitPhase.Placing or VisitPhase.Steadying or VisitPhase.Lifting or VisitPhase.Holding => 1,
            VisitPhase.HoldingBack or VisitPhase.Retreating or VisitPhase.CarryingOff => 1 - VisitLoad.Smooth(progress),
            _ => 0,
        };
        var carries = visit.Intent != VisitorIntent.TouchesOnly && phase is VisitPhase.Reaching or VisitPhase.HoldingBack
            or VisitPhase.Placing or VisitPhase.Lifting or VisitPhase.Holding or VisitPhase.CarryingOff;
        return reach <= 0 ? null : new HandPose(reach, carries ? visit.Placed.Item : null, visit.ArmAngleDegrees, visit.SleeveSeed)
        {
            X = visit.Placed.X,
            Y = visit.Placed.Y,
            CarriedRotationDegrees = visit.Placed.RotationDegrees,
        };
    }
}
