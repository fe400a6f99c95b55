using System.Collections.Immutable;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.World;

/// <summary>
/// What happens at the platform: visitors come one after the other, lay pieces down, look at what the station shows and act on it. Moves
/// only when it gets the current time; the same plan, times and displays give the same world.
/// </summary>
internal sealed class SimulatedWorld
{
    // The withdrawal window of every accepted piece must be over before staff pull the bag.
    private static readonly TimeSpan BeforeEmptying = TimeSpan.FromSeconds(2);

    private readonly VisitPlan _plan;
    private readonly WorldOptions _options;
    private readonly List<GroundTruth> _truth = [];
    private readonly SceneComposer _composer;
    private ImmutableArray<PlacedItem> _pile = [];
    private double _pileGrams;
    private Visitor? _visitor;
    private BinEmptying? _emptying;
    private StationDisplay _display = StationDisplay.Dark;
    private TimeSpan _wake;
    private TimeSpan _arrival;
    private int _visits;
    private int _secondTries;
    private Visit? _noted;

    /// <param name="plan">Who comes.</param>
    /// <param name="options">What stands there.</param>
    /// <param name="start">The time at which the first visitor is on the way.</param>
    public SimulatedWorld(VisitPlan plan, WorldOptions options, TimeSpan start = default)
    {
        _plan = plan;
        _options = options;
        _composer = new SceneComposer(SceneSeeds.RequireSimulator(options.PlatformSeed));
        Now = start;
        _arrival = start;
        SendNext(start);
        _wake = start;
    }

    /// <summary>The current time of the world.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What presses on the platform now, in grams: pieces and hands.</summary>
    public double TrueLoad => (_emptying?.LoadAt(Now) ?? _pileGrams) + (_visitor?.LoadAt(Now) ?? 0);

    /// <summary>What the camera sees now, without noise. The same object for as long as nothing changes.</summary>
    public Scene Scene => _composer.At(Now, _pile, _visitor);

    /// <summary>How many pieces have been presented.</summary>
    public int Presented { get; private set; }

    /// <summary>The piece presented last; null before the first.</summary>
    public GroundTruth? LastPresented { get; private set; }

    /// <summary>The piece that began to leave the platform last, by its number, and when; null before the first.</summary>
    public (int Number, TimeSpan At)? LastLifted { get; private set; }

    /// <summary>How many visitors went away because the station was not ready.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>The plan of the piece that is handled now; null between and after visits.</summary>
    public Visit? Visit => _visitor?.Visit;

    /// <summary>When the present phase of the visitor ends by itself; <see cref="TimeSpan.MaxValue"/> when it waits for the station.</summary>
    public TimeSpan PhaseEnd => _visitor?.Until ?? TimeSpan.MaxValue;

    /// <summary>The presented pieces in their order; empty for a plan without end, which would fill the memory.</summary>
    public IReadOnlyList<GroundTruth> Truth => _truth;

    /// <summary>Every visit is over.</summary>
    public bool IsFinished => _visitor is null && _emptying is null;

    /// <summary>How far the current visit is; <see cref="VisitPhase.Over"/> between and after visits.</summary>
    public VisitPhase Phase => _visitor?.Phase ?? VisitPhase.Over;

    /// <summary>
    /// Up to this time load and picture stay as they are, unless the station shows something else: <see cref="Now"/> while something moves,
    /// <see cref="TimeSpan.MaxValue"/> when everything waits for the station or all visits are over.
    /// </summary>
    public TimeSpan NextChange
    {
        get
        {
            if (_emptying is { } emptying)
            {
                return emptying.IsMoving ? Now : emptying.Until;
            }

            return _visitor is { } visitor ? visitor.IsMoving ? Now : visitor.Until : TimeSpan.MaxValue;
        }
    }

    /// <summary>Moves on.</summary>
    /// <param name="to">The new time, not before <see cref="Now"/>.</param>
    /// <param name="display">What the station has shown from <see cref="Now"/> to then.</param>
    public void Advance(TimeSpan to, StationDisplay display)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, Now);
        if (to >= _wake || display != _display)
        {
            _display = display;
            Act(to);
        }

        Now = to;
    }

    private void Act(TimeSpan to)
    {
        var from = Now;
        while (true)
        {
            if (_emptying is { } emptying)
            {
                emptying.Step(from, to, _display);
                _wake = emptying.Until;
                if (!emptying.IsOver)
                {
                    return;
                }

                _pile = [];
                _pileGrams = 0;
                _emptying = null;
                from = emptying.Until;
                SendNext(from);
            }
            else if (_visitor is { } visitor)
            {
                visitor.Step(from, to, _display);
                Note(visitor);
                _wake = visitor.Until;
                if (visitor.Phase != VisitPhase.Over)
                {
                    return;
                }

                from = visitor.Until;
                End(visitor);
            }
            else
            {
                _wake = TimeSpan.MaxValue;
                return;
            }
        }
    }

    private void Note(Visitor visitor)
    {
        if (visitor.LiftedAt is { } lifted && ReferenceEquals(_noted, visitor.Visit))
        {
            LastLifted = (Presented, lifted);
        }

        if (ReferenceEquals(_noted, visitor.Visit) || visitor.PresentedAt is not { } at)
        {
            return;
        }

        _noted = visitor.Visit;
        Presented++;
        _secondTries += visitor.Visit.Kind == PresentationKind.TriedAgain ? 1 : 0;
        var visit = visitor.Visit;
        LastPresented = new GroundTruth(
            Presented, visit.Placed.Item, visit.Mass, visit.Contents.Value > 0, at, visit.Intent == VisitorIntent.TakesBack)
        {
            Kind = visit.Kind,
            IsSwapped = visit.Intent is VisitorIntent.Swaps or VisitorIntent.ChangesMind,
            IsTakenEarly = visit.Intent == VisitorIntent.ChangesMind,
        };
        if (_plan.Count is not null)
        {
            _truth.Add(LastPresented);
        }
    }

    private void End(Visitor visitor)
    {
        var at = visitor.Until;
        TurnedAway += visitor.IsTurnedAway ? 1 : 0;
        if (visitor.HasLeftPiece)
        {
            _pile = _pile.Add(visitor.Visit.Placed);
            _pileGrams += visitor.Visit.Mass.Value;
        }

        if (_pile.Length >= _options.BinPieces || _pileGrams >= _options.BinGrams)
        {
            _visitor = null;
            _emptying = new BinEmptying(at + _options.WithdrawalWindow + BeforeEmptying, _pileGrams);
        }
        else
        {
            SendNext(at);
        }
    }

    private void SendNext(TimeSpan after)
    {
        _visitor = null;
        if (_visits + _secondTries >= _plan.Count)
        {
            return;
        }

        var visit = _plan[_visits++];
        var (queued, stepped) = (_arrival + visit.Timing.Gap, after + visit.Timing.StepUp);
        _arrival = queued > stepped ? queued : stepped;
        _visitor = new Visitor(visit, _options, _arrival, mayTryAgain: _plan.Count is not { } count || _visits + _secondTries < count);
    }
}
