using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>One visitor: what happens on the platform by plan, time and what the station shows.</summary>
/// <param name="visit">The plan.</param>
/// <param name="options">How the station is run.</param>
/// <param name="arrival">When the visitor first looks at the lamp.</param>
/// <param name="mayTryAgain">A refused piece may be presented once more, if the plan says so.</param>
internal sealed class Visitor(Visit visit, WorldOptions options, TimeSpan arrival, bool mayTryAgain = true)
{
    // A lift that is shorter than this is hardly noticed; after the longer time the arm is tired.
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(0.25);

    private TimeSpan _since = arrival;
    private TimeSpan _until = arrival;
    private long _shownBefore;
    private bool _leavesPiece;
    private bool _isAccepted;
    private Visit? _next;

    /// <summary>The plan of the piece that is handled now.</summary>
    public Visit Visit { get; private set; } = visit;

    /// <summary>How far the visit is.</summary>
    public VisitPhase Phase { get; private set; } = VisitPhase.Coming;

    /// <summary>When the piece touched the platform; null before, and for a touch without a piece.</summary>
    public TimeSpan? PresentedAt { get; private set; }

    /// <summary>When the piece began to leave the platform; null while it lies there.</summary>
    public TimeSpan? LiftedAt { get; private set; }

    /// <summary>The visitor went away because the station was not ready for too long.</summary>
    public bool IsTurnedAway { get; private set; }

    /// <summary>When the phase ends by itself; <see cref="TimeSpan.MaxValue"/> when it waits for the station.</summary>
    public TimeSpan Until => _until;

    /// <summary>True when load or picture change inside this phase.</summary>
    public bool IsMoving => Phase is not (VisitPhase.Coming or VisitPhase.Waiting or VisitPhase.Watching or VisitPhase.Deciding
        or VisitPhase.Holding or VisitPhase.Away or VisitPhase.Left or VisitPhase.Over);

    /// <summary>The visit is over and the piece is still on the platform: it lies in the bin.</summary>
    public bool HasLeftPiece => Phase == VisitPhase.Over && _leavesPiece && options.Bin;

    /// <summary>How much of the phase has passed, 0–1.</summary>
    public double Progress(TimeSpan now)
    {
        var length = _until - _since;
        return length <= TimeSpan.Zero ? 1 : Math.Clamp((now - _since) / length, 0, 1);
    }

    /// <summary>Lets the visit go on until a time.</summary>
    /// <param name="from">The time of the step before.</param>
    /// <param name="to">Not before it.</param>
    /// <param name="display">What the station has shown since the step before.</param>
    public void Step(TimeSpan from, TimeSpan to, StationDisplay display)
    {
        while (Phase != VisitPhase.Over && TryGoOn(from, to, display))
        {
            // Each turn enters the next phase; several may fit into one step.
        }
    }

    /// <summary>What presses on the platform, in grams.</summary>
    public double LoadAt(TimeSpan now) => VisitLoad.At(Visit, Phase, Progress(now));

    private bool TryGoOn(TimeSpan from, TimeSpan to, StationDisplay display)
    {
        // The visitor may have begun to look only after the station began to show it.
        var seenAt = from > _since ? from : _since;
        switch (Phase)
        {
            case VisitPhase.Waiting when display.Status == StationStatus.Ready:
                return Enter(VisitPhase.Reaching, seenAt, Visit.Timing.Reach);
            case VisitPhase.Watching when display.OutcomeNumber > _shownBefore:
                return React(display, seenAt);
            default:
                return to >= _until && EnterNext(display);
        }
    }

    private bool EnterNext(StationDisplay display)
    {
        var timing = Visit.Timing;
        switch (Phase)
        {
            case VisitPhase.Coming:
            case VisitPhase.HoldingBack:
                return Await(VisitPhase.Waiting, _until);
            case VisitPhase.Waiting:
                IsTurnedAway = true;
                return Enter(VisitPhase.Over, _until, TimeSpan.Zero);
            case VisitPhase.Reaching when display.Status != StationStatus.Ready && Visit.Kind != PresentationKind.SwappedIn:
                return Enter(VisitPhase.HoldingBack, _until, timing.Retreat);
            case VisitPhase.Reaching:
                return Touch(display);
            case VisitPhase.Placing:
                return Enter(VisitPhase.Steadying, _until, timing.Steady);
            case VisitPhase.Steadying when Visit.Intent == VisitorIntent.TouchesOnly:
                return Enter(VisitPhase.Lifting, _until, timing.Lift);
            case VisitPhase.Steadying:
                return Enter(VisitPhase.Retreating, _until, timing.Retreat);
            case VisitPhase.Retreating when Visit.Intent == VisitorIntent.ChangesMind:
                return Enter(VisitPhase.ReachingAgain, _until, timing.ReachAgain);
            case VisitPhase.Retreating:
                return Enter(VisitPhase.Watching, _until, options.Patience);
            case VisitPhase.Watching:
                return Enter(VisitPhase.ReachingAgain, _until, timing.ReachAgain);
            case VisitPhase.Deciding when _leavesPiece:
                return Enter(VisitPhase.Over, _until, TimeSpan.Zero);
            case VisitPhase.Deciding:
                return Enter(VisitPhase.ReachingAgain, _until, timing.ReachAgain);
            case VisitPhase.ReachingAgain:
                return Enter(VisitPhase.Lifting, _until, timing.Lift);
            case VisitPhase.Lifting when _isAccepted && Visit.Next is { Kind: PresentationKind.AgainInView }:
                return Enter(VisitPhase.Holding, _until, ShortestHold);
            case VisitPhase.Holding when display.Status == StationStatus.Ready || _until - _since >= LongestHold:
                return LayDownNext(display);
            case VisitPhase.Holding:
                _until += LookAgain;
                return true;
            case VisitPhase.Lifting:
                return Enter(VisitPhase.CarryingOff, _until, timing.CarryOff);
            case VisitPhase.CarryingOff when Visit.Intent == VisitorIntent.ChangesMind && Visit.Next is { } other:
                _next = other;
                return Enter(VisitPhase.Away, _until, other.Timing.StepUp);
            case VisitPhase.CarryingOff when _next is { } next:
                return Enter(VisitPhase.Away, _until, next.Timing.StepUp);
            case VisitPhase.Away:
                return BringNext();
            case VisitPhase.Left when _isAccepted && Visit.Next is not null:
                return Enter(VisitPhase.ReachingAgain, _until, timing.ReachAgain);
            case VisitPhase.Left:
                return Enter(VisitPhase.Conveying, _until, timing.Convey);
            default:
                return Enter(VisitPhase.Over, _until, TimeSpan.Zero);
        }
    }

    private bool Touch(StationDisplay display)
    {
        _shownBefore = display.OutcomeNumber;
        LiftedAt = null;
        PresentedAt = Visit.Intent == VisitorIntent.TouchesOnly ? null : _until;
        return Enter(VisitPhase.Placing, _until, Visit.Timing.Place);
    }

    /// <summary>The same piece goes down again, or another one in its place; a hand that is in view does not wait for the lamp.</summary>
    private bool LayDownNext(StationDisplay display)
    {
        TakeUpNext();
        return Touch(display);
    }

    private bool BringNext()
    {
        TakeUpNext();
        return Visit.Kind == PresentationKind.SwappedIn
            ? Enter(VisitPhase.Reaching, _until, Visit.Timing.Reach)
            : Await(VisitPhase.Waiting, _until);
    }

    private void TakeUpNext()
    {
        Visit = _next ?? throw new InvalidOperationException("The visitor has nothing more to lay down.");
        (_isAccepted, _leavesPiece, _next) = (false, false, null);
        (PresentedAt, LiftedAt) = (null, null);
    }

    private bool React(in StationDisplay display, TimeSpan now)
    {
        var isRefused = display.Outcome != Outcome.Accepted;
        _isAccepted = !isRefused;
        _next = isRefused ? SecondTry(display) : Visit.Next;
        _leavesPiece = isRefused ? Visit.LeavesRefused && _next is null : Visit.Intent == VisitorIntent.Leaves;
        if (_leavesPiece && !options.Bin)
        {
            return Enter(VisitPhase.Left, now, options.WithdrawalWindow + Visit.Timing.ConveyAfter);
        }

        var takesBackIn = (options.WithdrawalWindow * Visit.Timing.TakeBackAt) - Visit.Timing.ReachAgain;
        return Enter(
            VisitPhase.Deciding,
            now,
            isRefused || _leavesPiece ? Visit.Timing.Decide : takesBackIn > TimeSpan.Zero ? takesBackIn : TimeSpan.Zero);
    }

    /// <summary>A piece of a kind that the station does not take stays such a piece; all else a visitor can help, who reads what to do.</summary>
    private Visit? SecondTry(in StationDisplay display)
    {
        if (!mayTryAgain || Visit.Again is not { } again)
        {
            return null;
        }

        return (display.Outcome, display.Reason) switch
        {
            (_, Reasons.HeavierThanClass) => again with { Contents = Grams.Zero },
            (Outcome.Undecided, _) => again,
            _ => null,
        };
    }

    private bool Await(VisitPhase phase, TimeSpan at)
    {
        (Phase, _since, _until) = (phase, at, options.QueuePatience is { } patience ? at + patience : TimeSpan.MaxValue);
        return true;
    }

    private bool Enter(VisitPhase phase, TimeSpan at, TimeSpan length)
    {
        (Phase, _since, _until) = (phase, at, at + length);
        LiftedAt = phase is VisitPhase.Lifting or VisitPhase.Conveying && PresentedAt is not null ? at : LiftedAt;
        return true;
    }
}
