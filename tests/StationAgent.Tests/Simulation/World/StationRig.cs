using System.Collections.Immutable;
using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Tests.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

/// <summary>
/// The simulated world with the real weighing and the real machine in virtual time. Pictures and disk are left out: a piece is recognised
/// as what it is, and stored at once.
/// </summary>
internal sealed class StationRig
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);

    private readonly ScalePhysics _physics;
    private readonly SimulatedScaleOptions _scale;
    private readonly LoadTracker _tracker;
    private readonly DropOffRules _rules;
    private DropOffState _state;
    private TimeSpan? _restDue;
    private TimeSpan _nextTick;
    private TimeSpan _handSeenAt;

    public StationRig(SimulatedWorld world, bool bin = false, SimulatedScaleOptions? scale = null, int seed = 1)
    {
        World = world;
        _scale = scale ?? new SimulatedScaleOptions();
        _physics = new ScalePhysics(seed, _scale);
        var platform = bin ? PlatformKind.Bin : PlatformKind.Tray;
        _tracker = new LoadTracker(platform, new WeighingOptions());
        _rules = new DropOffRules { Platform = platform };
        var start = DropOffMachine.Start(TimeSpan.Zero, _rules);
        _state = start.State;
        Do(start.Effects);
    }

    public SimulatedWorld World { get; }

    public StationDisplay Display { get; private set; } = StationDisplay.Dark;

    public List<DropOffRecord> Records { get; } = [];

    public List<(string Amends, AmendmentChange Change)> Amendments { get; } = [];

    /// <summary>For each time pictures were asked for, how long no hand had been in the picture.</summary>
    public List<TimeSpan> ClearBeforeCapture { get; } = [];

    /// <summary>Runs until every visit is over and the machine has nothing more to do.</summary>
    public void RunToEnd(TimeSpan limit)
    {
        while (!World.IsFinished || !_state.NothingPending)
        {
            var at = World.Now + _scale.Interval;
            Assert.True(at < limit, $"not at the end after {limit}: visit {World.Presented} is {World.Phase}, the station {_state}");
            World.Advance(at, Display);
            _handSeenAt = World.Scene.Hand is null ? _handSeenAt : at;
            if (_tracker.Process(_physics.Sample(at, World.TrueLoad), _state.NothingPending) is { } news)
            {
                Tell(news);
            }

            if (_restDue <= at)
            {
                _restDue = null;
                Tell(new StationSignal.Rested(at));
            }

            if (at >= _nextTick)
            {
                _nextTick += TickEvery;
                Tell(new StationSignal.Tick(at, _tracker.SeenAtRest ?? TimeSpan.Zero));
            }
        }
    }

    private void Tell(StationSignal signal)
    {
        var next = DropOffMachine.Step(_state, signal, _rules);
        _state = next.State;
        if (signal is StationSignal.LoadChanged && _restDue is not null)
        {
            _restDue = signal.At + TimeSpan.FromSeconds(3);
        }

        Do(next.Effects);
    }

    private void Do(ImmutableArray<Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.Capture capture:
                    ClearBeforeCapture.Add(World.Now - _handSeenAt);
                    Tell(new EffectResult.Captured(World.Now, capture.Number));
                    break;
                case Effect.Classify classify:
                    Tell(new EffectResult.Classified(World.Now, classify.Number, Recognise(World.LastPresented!.Item)));
                    break;
                case Effect.Commit commit:
                    Records.Add(commit.Record);
                    Tell(new EffectResult.Committed(World.Now, commit.Number, $"event-{commit.Number}"));
                    break;
                case Effect.CommitAmendment amendment:
                    Amendments.Add((amendment.AmendsEventId, amendment.Change));
                    Tell(new EffectResult.AmendmentCommitted(World.Now, amendment.Number));
                    break;
                case Effect.ShowStatus show:
                    Display = Display.Show(show.Status);
                    break;
                case Effect.ShowOutcome show:
                    Display = Display.Show(show.Number, show.Outcome, show.Reasons.FirstOrDefault());
                    break;
                case Effect.AwaitClearView:
                    Tell(new StationSignal.ViewCleared(World.Now));
                    break;
                case Effect.LookAgain look:
                    Tell(new EffectResult.LookedAgain(World.Now, look.Number, World.Now, IsAlike: true, Recognition: null));
                    break;
                case Effect.AwaitRest:
                    _restDue = World.Now + TimeSpan.FromSeconds(2);
                    break;
                default:
                    break;
            }
        }
    }

    private static Recognition Recognise(SceneItem item) =>
        Recognitions.Of(item.Class);
}
