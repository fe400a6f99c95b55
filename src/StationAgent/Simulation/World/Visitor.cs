using StationAgent.DropOff;

namespace StationAgent.Simulation.World;

/// <summary>One visitor: what happens on the platform by plan, time and what the station shows.</summary>
/// <param name="visit">The plan.</param>
/// <param name="options">How the station is run.</param>
/// <param name="arrival">When the visitor first looks at the lamp.</param>
internal sealed class Visitor(Visit visit, WorldOptions options, TimeSpan arrival)
{
    private TimeSpan _since = arrival;
    private TimeSpan _until = arrival;
    private long _shownBefore;
    private bool _leavesPiece;

    /// <summary>The plan.</summary>
    public Visit Visit => visit;

    /// <summary>How far the visit is.</summary>
    public VisitPhase Phase { get; private set; } = VisitPhase.Coming;

    /// <summary>When the piece touched the platform; null before, and for a touch without a piece.</summary>
    public TimeSpan? PresentedAt { get; private set; }

    /// <summary>When the phase ends by itself; <see cref="TimeSpan.MaxValue"/> when it waits for the station.</summary>
    public TimeSpan Until => _until;

    /// <summary>True when load or picture change inside this phase.</summary>
    public bool IsMoving => Phase is not (VisitPhase.Coming or VisitPhase.Waiting or VisitPhase.Watching or VisitPhase.Deciding
        or VisitPhase.Left or VisitPhase.Over);

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
    public double LoadAt(TimeSpan now) => VisitLoad.At(visit, Phase, Progress(now));

    private bool TryGoOn(TimeSpan from, TimeSpan to, StationDisplay display)
    {
        // The visitor may have begun to look only after the station began to show it.
        var seenAt = from > _since ? from : _since;
        switch (Phase)
        {
            case VisitPhase.Waiting when display.Status == StationStatus.Ready:
                return Enter(VisitPhase.Reaching, seenAt, visit.Timing.Reach);
            case VisitPhase.Watching when display.OutcomeNumber > _shownBefore:
                return React(display.Outcome, seenAt);
            default:
                return to >= _until && EnterNext(display);
        }
    }

    private bool EnterNext(StationDisplay display)
    {
        var timing = visit.Timing;
        switch (Phase)
        {
            case VisitPhase.Coming:
            case VisitPhase.HoldingBack:
                return Await(VisitPhase.Waiting, _until);
            case VisitPhase.Reaching when display.Status != StationStatus.Ready:
                return Enter(VisitPhase.HoldingBack, _until, timing.Retreat);
            case VisitPhase.Reaching:
                return Touch(display);
            case VisitPhase.Placing:
                return Enter(VisitPhase.Steadying, _until, timing.Steady);
            case VisitPhase.Steadying when visit.Intent == VisitorIntent.TouchesOnly:
                return Enter(VisitPhase.Lifting, _until, timing.Lift);
            case VisitPhase.Steadying:
                return Enter(VisitPhase.Retreating, _until, timing.Retreat);
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
            case VisitPhase.Lifting:
                return Enter(VisitPhase.CarryingOff, _until, timing.CarryOff);
            case VisitPhase.Left:
                return Enter(VisitPhase.Conveying, _until, timing.Convey);
            default:
                return Enter(VisitPhase.Over, _until, TimeSpan.Zero);
        }
    }

    private bool Touch(StationDisplay display)
    {
        _shownBefore = display.OutcomeNumber;
        PresentedAt = visit.Intent == VisitorIntent.TouchesOnly ? null : _until;
        return Enter(VisitPhase.Placing, _until, visit.Timing.Place);
    }

    private bool React(Outcome outcome, TimeSpan now)
    {
        var isRefused = outcome != Outcome.Accepted;
        _leavesPiece = isRefused ? visit.LeavesRefused : visit.Intent != VisitorIntent.TakesBack;
        if (_leavesPiece && !options.Bin)
        {
            return Enter(VisitPhase.Left, now, options.WithdrawalWindow + visit.Timing.ConveyAfter);
        }

        var takesBackIn = (options.WithdrawalWindow * visit.Timing.TakeBackAt) - visit.Timing.ReachAgain;
        return Enter(
            VisitPhase.Deciding,
            now,
            isRefused || _leavesPiece ? visit.Timing.Decide : takesBackIn > TimeSpan.Zero ? takesBackIn : TimeSpan.Zero);
    }

    private bool Await(VisitPhase phase, TimeSpan at)
    {
        (Phase, _since, _until) = (phase, at, TimeSpan.MaxValue);
        return true;
    }

    private bool Enter(VisitPhase phase, TimeSpan at, TimeSpan length)
    {
        (Phase, _since, _until) = (phase, at, at + length);
        return true;
    }
}
