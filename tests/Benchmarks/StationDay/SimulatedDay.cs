using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Simulation;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Station.Recording;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.StationDay;

/// <summary>
/// Visitors and scale through the real loop, load tracker and machine, step by step as the simulation drives them. There is no camera; what
/// looks at pictures and what stores are stubs, but every event is rendered.
/// </summary>
internal sealed class SimulatedDay
{
    private static readonly TimeSpan FirstVisitor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FramePeriod = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two pieces that can be explained by the visitors.</summary>
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(15);

    private readonly int _seed;
    private readonly int _dropOffs;
    private readonly StationSettings _settings;
    private readonly SimulatedScaleOptions _scale = new();
    private readonly List<(long Sample, StationDisplay Display)> _shown = [];
    private readonly MemoryStore _store = new();

    public SimulatedDay(int seed, int dropOffs, bool bin)
    {
        (_seed, _dropOffs) = (seed, dropOffs);
        var agent = new AgentOptions
        {
            Station = new StationOptions { Id = "benchmark", Device = "benchmark-1", Platform = bin ? PlatformKind.Bin : PlatformKind.Tray },
        };
        _settings = agent.ToStationSettings(new ModelData("stub", "0.0.0", new string('0', 64)), SureRecognition.Classes, FactorsDocument.Shipped);
    }

    public long Samples { get; private set; }

    public TimeSpan StationTime { get; private set; }

    public long DropOffEvents => _store.DropOffs;

    public long Events => _store.Events;

    /// <summary>Runs the day through the station.</summary>
    /// <exception cref="IOException">The station takes no piece any more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var world = CreateWorld();
        var physics = new ScalePhysics(_seed, _scale);
        var time = new VirtualTimeProvider(DateTimeOffset.UnixEpoch);
        var display = new SimulatedDisplay();
        var rest = new LoadRest();
        var clock = new ClockSource(time, "benchmark-boot", static () => (ClockQuality.Unsynchronised, null));
        var effects = new StubEffects(world, new EventFactory(_settings.Source, clock), _store, rest, display, time);
        var loop = new StationLoop(
            new LoadTracker(_settings.Rules.Platform, new WeighingOptions()),
            _settings.Rules,
            DropOffMachine.Start(TimeSpan.Zero, _settings.Rules),
            effects,
            [rest]);
        var (nextTick, nextFrame) = (Ticker.Period, FramePeriod);
        var shown = StationDisplay.Dark;
        while (!world.IsFinished || !loop.State.NothingPending)
        {
            var at = time.Elapsed + _scale.Interval;
            time.AdvanceTo(at);
            var now = display.Now;
            if (now != shown)
            {
                shown = now;
                _shown.Add((Samples, now));
            }

            Read(world, at, now);
            await loop.PostAsync(StationInput.Of(physics.Sample(at, world.TrueLoad)), cancellationToken);
            Samples++;
            if (at >= nextFrame)
            {
                nextFrame = at + FramePeriod;
                if (rest.Offer(at))
                {
                    await loop.PostAsync(StationInput.Of(new StationSignal.Rested(at)), cancellationToken);
                }
            }

            if (at >= nextTick)
            {
                nextTick += Ticker.Period;
                await loop.PostAsync(StationInput.Of(new StationSignal.Tick(at)), cancellationToken);
            }

            await loop.DrainAsync(cancellationToken);
            if (at - (world.LastPresented?.PresentedAt ?? TimeSpan.Zero) > LongestStandstill)
            {
                throw new IOException($"the station takes no piece any more: {loop.State}");
            }
        }

        StationTime = time.Elapsed;
    }

    /// <summary>Runs the same visitors and the same scale again without a station: what it showed is played back.</summary>
    public void RunAlone(CancellationToken cancellationToken)
    {
        var world = CreateWorld();
        var physics = new ScalePhysics(_seed, _scale);
        var display = StationDisplay.Dark;
        var (next, at) = (0, TimeSpan.Zero);
        for (long sample = 0; sample < Samples; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            at += _scale.Interval;
            if (next < _shown.Count && _shown[next].Sample == sample)
            {
                display = _shown[next++].Display;
            }

            Read(world, at, display);
            physics.Sample(at, world.TrueLoad);
        }

        if (world.Presented != _dropOffs)
        {
            throw new InvalidOperationException($"The floor presented {world.Presented} pieces instead of {_dropOffs}: it is not the same day.");
        }
    }

    private static void Read(SimulatedWorld world, TimeSpan at, StationDisplay display)
    {
        if (at >= world.Now)
        {
            world.Advance(at, display);
        }
    }

    private SimulatedWorld CreateWorld()
    {
        var options = new WorldOptions
        {
            PlatformSeed = _seed,
            Bin = _settings.Rules.Platform == PlatformKind.Bin,
            WithdrawalWindow = _settings.Rules.WithdrawalWindow,
        };
        return new SimulatedWorld(VisitPlan.Create(_seed, _dropOffs, new VisitOptions()), options, FirstVisitor);
    }
}
